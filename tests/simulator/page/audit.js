() => {
  const faults = [];
  const seen = (node) => node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const describe = (node) => `${node.tagName.toLowerCase()}.${node.className} "${node.textContent.slice(0, 30)}"`;
  const named = (node) =>
    node.getAttribute("aria-label") || node.labels?.[0]?.textContent || node.textContent.trim();
  for (const node of document.querySelectorAll("button, a[href], input, select, textarea, [role=button]"))
    if (seen(node) && !named(node)) faults.push(`no name: ${describe(node)}`);
  for (const node of document.querySelectorAll("[role=log], [role=group], section, nav, dialog"))
    if (!node.getAttribute("aria-label") && !node.getAttribute("aria-labelledby"))
      faults.push(`no label: ${describe(node)}`);
  for (const node of document.querySelectorAll("img"))
    if (!node.getAttribute("alt")) faults.push(`no alternative: ${describe(node)}`);
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`id twice: ${id}`);
  const main = "button:not(.meta button, .quote-more, .text-command), a.key, select, textarea, dialog input";
  for (const node of document.querySelectorAll(main)) {
    const { width, height } = node.getBoundingClientRect();
    if (seen(node) && (height < 43.5 || width < 36)) faults.push(`small: ${width}×${height} ${describe(node)}`);
  }
  for (const node of document.querySelectorAll(".key, .choice, .primary, .quiet"))
    if (seen(node) && node.scrollWidth > node.clientWidth + 1) faults.push(`clipped: ${describe(node)}`);
  return faults;
}

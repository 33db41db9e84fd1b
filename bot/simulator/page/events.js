const KINDS = ["message", "edit", "delete", "typing", "answer", "read", "poll", "chat"];
const AGAIN_AFTER = 1000;

/**
 * One stream of events for all the people of the page. `heard(kind, data)` gets each event;
 * `broken()` is told when the line breaks, `opened(isAgain)` when it stands, so that what was
 * missed can be fetched.
 */
export class EventLine {
  #source = null;
  #people = [];
  #isDown = false;

  constructor(heard, opened, broken) {
    this.heard = heard;
    this.opened = opened;
    this.broken = broken;
  }

  /** Follows these people from now on. */
  follow(people) {
    this.#people = people;
    this.#open();
  }

  #open() {
    this.#source?.close();
    const query = new URLSearchParams(this.#people.map((person) => ["person", person]));
    const source = new EventSource(`sim/events?${query}`);
    this.#source = source;
    source.addEventListener("open", () => this.#up());
    source.addEventListener("error", () => this.#down(source));
    for (const kind of KINDS)
      source.addEventListener(kind, (event) => event.data && this.heard(kind, JSON.parse(event.data)));
  }

  #up() {
    const isAgain = this.#isDown;
    this.#isDown = false;
    this.opened(isAgain);
  }

  #down(source) {
    if (!this.#isDown) this.broken();
    this.#isDown = true;
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => source === this.#source && this.#open(), AGAIN_AFTER);
  }
}

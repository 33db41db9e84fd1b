"""Elections in Pabulib's `.pb` format (pabulib.org/format): read, written, checked."""

from bot.domain.contests.pabulib.problems import Code, Problem
from bot.domain.contests.pabulib.reading import Reading, read
from bot.domain.contests.pabulib.rules import rule_of
from bot.domain.contests.pabulib.sections import PbFile
from bot.domain.contests.pabulib.writing import write

__all__ = ["Code", "PbFile", "Problem", "Reading", "read", "rule_of", "write"]

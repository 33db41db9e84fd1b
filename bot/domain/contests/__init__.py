"""The counting of contests: votes, jury scores and awards, exactly and with reasons.

Money is whole grosze, shares and points are fractions: no rounding, no float.
"""

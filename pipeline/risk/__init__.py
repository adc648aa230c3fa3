"""Risk scores: cytogenetic groups, IPSS-R, IPSS-RA, IPSS-M, for a profile and for a cohort."""

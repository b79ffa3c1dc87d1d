"""Which graduate goes to which centre: the pool, vacancies, the statutory order, wishes, the home town."""

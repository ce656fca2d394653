-- PhonesThatFailedAsync
select count(distinct phone) from activation_log
where card = @card and at > @since and outcome in (
    'PhoneAlreadyLinked', 'CardAlreadyLinked', 'HeldForReview', 'CardBlocked', 'CardReplaced',
    'CardExpired', 'CardNotIssued', 'CodeNeeded')
GO

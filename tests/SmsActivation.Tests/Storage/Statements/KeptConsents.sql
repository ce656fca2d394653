-- WithoutAsync
select phone, words, revoked_at from phone_consents where phone in @phones
union all
select phone, '' as words, opted_out_at as revoked_at from opt_outs
where phone in @phones and channel = 'sms'
GO

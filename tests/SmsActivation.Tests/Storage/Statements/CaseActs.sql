-- OfCardAsync
select id, at, staff_name, kind, phone, card, reason, detail from staff_acts
where card = @number order by id desc
GO

-- OfPhoneAsync
select id, at, staff_name, kind, phone, card, reason, detail from staff_acts
where card in @cards order by id desc
GO

-- OfPhoneAsync
select id, at, staff_name, kind, phone, card, reason, detail from staff_acts
where phone = @phone order by id desc
GO

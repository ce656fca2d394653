-- WriteAsync
insert into staff_acts (at, staff_id, staff_name, kind, phone, card, reason, detail)
values (@now, @Id, @Name, @kind, @Phone, @Card, @Reason, @Detail)
GO

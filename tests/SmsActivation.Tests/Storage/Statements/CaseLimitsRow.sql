-- ReadAsync
select failed_tries, failed_since, password_requests, password_since, replies_burst, replies_burst_since,
       replies_day, replies_day_since, sms_opted_out_at, whatsapp_opted_out_at
from conversations where sender = @phone
GO

-- Run once by whoever owns the server: sqlcmd -S sql.example -v APP_PASSWORD="…" -i database.sql
if db_id('SmsActivation') is null
    create database SmsActivation;
GO
-- Listings and texts do not wait for each other, and a read of several statements sees one moment.
if exists (select 1 from sys.databases where name = 'SmsActivation' and is_read_committed_snapshot_on = 0)
    alter database SmsActivation set read_committed_snapshot on with rollback immediate;
alter database SmsActivation set allow_snapshot_isolation on;
GO
if suser_id('sms_activation') is null
    create login sms_activation with password = '$(APP_PASSWORD)';
else
    alter login sms_activation with password = '$(APP_PASSWORD)';
GO
use SmsActivation;
GO
if user_id('sms_activation') is null
    create user sms_activation for login sms_activation;
GO
alter role db_datareader add member sms_activation;
alter role db_datawriter add member sms_activation;
GO

-- ByStateAsync
select state as name, count(*) as "rows" from cards group by state order by state
GO

-- ByStateAsync
select state as name, count(*) as "rows" from inbound_messages group by state order by state
GO

-- ByStateAsync
select state as name, count(*) as "rows" from outbound_messages group by state order by state
GO

-- ReadAsync
select count(*) from "account_sessions"
GO

-- ReadAsync
select count(*) from "activation_log"
GO

-- ReadAsync
select count(*) from "alert_notices"
GO

-- ReadAsync
select count(*) from "alerts"
GO

-- ReadAsync
select count(*) from "api_keys"
GO

-- ReadAsync
select count(*) from "batch_figures"
GO

-- ReadAsync
select count(*) from "campaign_compared"
GO

-- ReadAsync
select count(*) from "campaign_credits"
GO

-- ReadAsync
select count(*) from "campaign_fed_steps"
GO

-- ReadAsync
select count(*) from "campaign_left_out"
GO

-- ReadAsync
select count(*) from "campaign_loads"
GO

-- ReadAsync
select count(*) from "campaign_recipients"
GO

-- ReadAsync
select count(*) from "campaign_step_texts"
GO

-- ReadAsync
select count(*) from "campaign_steps"
GO

-- ReadAsync
select count(*) from "campaign_tests"
GO

-- ReadAsync
select count(*) from "campaign_texts"
GO

-- ReadAsync
select count(*) from "campaigns"
GO

-- ReadAsync
select count(*) from "card_jobs"
GO

-- ReadAsync
select count(*) from "card_links"
GO

-- ReadAsync
select count(*) from "cards"
GO

-- ReadAsync
select count(*) from "consent_texts"
GO

-- ReadAsync
select count(*) from "consents"
GO

-- ReadAsync
select count(*) from "conversations"
GO

-- ReadAsync
select count(*) from "event_deliveries"
GO

-- ReadAsync
select count(*) from "events"
GO

-- ReadAsync
select count(*) from "facts"
GO

-- ReadAsync
select count(*) from "host_roles"
GO

-- ReadAsync
select count(*) from "hosts"
GO

-- ReadAsync
select count(*) from "idempotency_keys"
GO

-- ReadAsync
select count(*) from "inbound_messages"
GO

-- ReadAsync
select count(*) from "kept_opt_outs"
GO

-- ReadAsync
select count(*) from "log_hours"
GO

-- ReadAsync
select count(*) from "log_marks"
GO

-- ReadAsync
select count(*) from "members"
GO

-- ReadAsync
select count(*) from "number_ranges"
GO

-- ReadAsync
select count(*) from "opt_outs"
GO

-- ReadAsync
select count(*) from "outbound_messages"
GO

-- ReadAsync
select count(*) from "phone_consents"
GO

-- ReadAsync
select count(*) from "reply_texts"
GO

-- ReadAsync
select count(*) from "restores"
GO

-- ReadAsync
select count(*) from "retention_marks"
GO

-- ReadAsync
select count(*) from "schema_versions"
GO

-- ReadAsync
select count(*) from "send_attempts"
GO

-- ReadAsync
select count(*) from "send_days"
GO

-- ReadAsync
select count(*) from "sign_in_tries"
GO

-- ReadAsync
select count(*) from "staff"
GO

-- ReadAsync
select count(*) from "staff_acts"
GO

-- ReadAsync
select count(*) from "staff_recovery_codes"
GO

-- ReadAsync
select count(*) from "staff_sessions"
GO

-- ReadAsync
select count(*) from "temporary_passwords"
GO

-- ReadAsync
select count(*) from "user_name_stems"
GO

-- ReadAsync
select count(*) from "user_names"
GO

-- ReadAsync
select name from sys.tables where is_ms_shipped = 0 order by name
GO

-- ReadAsync
select value from facts where name = 'carrier'
GO

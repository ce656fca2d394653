-- BeatAsync
delete from hosts where seen_at <= @gone
GO

-- BeatAsync
insert into hosts (id, name, started_at, seen_at) values (@Id, @Name, @now, @now)
GO

-- BeatAsync
update hosts set seen_at = @now where id = @Id
GO

-- LeaveAsync
delete from host_roles where holder = @Id
GO

-- LeaveAsync
delete from hosts where id = @Id
GO

-- LiveAsync
select count(*) from hosts where seen_at > @since
GO

-- NamesAsync
select distinct name from hosts order by name
GO

-- SayAsync
update hosts set facts = @facts, facts_at = @now where id = @Id
GO

-- TryHoldAsync
insert into host_roles (role, holder, lease_until) values (@role, @Id, @until)
GO

-- TryHoldAsync
update host_roles set holder = @Id, lease_until = @until
where role = @role and (holder = @Id or lease_until <= @now)
GO

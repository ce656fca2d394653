using SmsActivation.Core.Storage;

namespace SmsActivation.Core.ApiKeys;

/// <summary>What became of requests that carry an Idempotency-Key.</summary>
public sealed class IdempotencyStore(IDatabase database)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    // Longer than any request takes: whoever began it has died with it.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(2);

    /// <summary>Begins it, or tells what became of it.</summary>
    public Task<Begun> BeginAsync(long apiKey, string name, string requestHash, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var row = new
            {
                apiKey,
                name,
                requestHash,
                now,
                expired = now - KeptFor,
                abandoned = now - Abandoned,
            };
            await session.ExecuteAsync(
                """
                delete from idempotency_keys
                where api_key_id = @apiKey and name = @name
                    and (created_at <= @expired or (status is null and created_at <= @abandoned))
                """,
                row
            );
            var begun = await session.TryInsertAsync(
                """
                insert into idempotency_keys (api_key_id, name, request_hash, created_at)
                values (@apiKey, @name, @requestHash, @now)
                """,
                row
            );
            if (begun)
                return new Begun.New();
            var stored = await session.FirstAsync<StoredAnswer>(
                "select request_hash, status, answer from idempotency_keys where api_key_id = @apiKey and name = @name",
                row
            );
            return stored switch
            {
                { RequestHash: var hash } when hash != requestHash => new Begun.OfAnother(),
                { Status: { } status, Answer: { } answer } => new Begun.Done(status, answer),
                _ => (Begun)new Begun.UnderWay(),
            };
        });

    public Task FinishAsync(long apiKey, string name, int status, byte[] answer) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update idempotency_keys set status = @status, answer = @answer
                where api_key_id = @apiKey and name = @name and status is null
                """,
                new
                {
                    apiKey,
                    name,
                    status,
                    answer,
                }
            )
        );

    /// <summary>It was not done, and may be tried again under the same name.</summary>
    public Task ForgetAsync(long apiKey, string name) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                "delete from idempotency_keys where api_key_id = @apiKey and name = @name and status is null",
                new { apiKey, name }
            )
        );

    private sealed class StoredAnswer
    {
        public string RequestHash { get; init; } = "";
        public int? Status { get; init; }
        public byte[]? Answer { get; init; }
    }
}

/// <summary>How a request with an Idempotency-Key stands.</summary>
public abstract record Begun
{
    public sealed record New : Begun;

    public sealed record UnderWay : Begun;

    /// <summary>The name was used for a request of other words.</summary>
    public sealed record OfAnother : Begun;

    public sealed record Done(int Status, byte[] Answer) : Begun;
}

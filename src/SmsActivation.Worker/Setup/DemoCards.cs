using SmsActivation.Core.Cards;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Setup;

public sealed record DemoCardX(string Number, string Try, string? Code);

public static class DemoCards
{
    public static IReadOnlyList<DemoCardX> All { get; } = [new("9900000000000006", "activate it", null)];

    public static Task LoadAsync(IDatabase d, CardCodes c, DateTimeOffset now) =>
        d.WriteAsync(s =>
            s.TryInsertAsync(
                "insert into cards(number,state,batch,created_at,updated_at) values('9900000000000006','Issued','demo',@now,@now)",
                new { now }
            )
        );
}

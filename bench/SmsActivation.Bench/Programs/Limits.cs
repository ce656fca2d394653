using System.Buffers;
using System.Net;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Bench.Programs;

/// <summary>What this machine can do at best. Nothing but what each summary says: no logging, no filters, no services.</summary>
internal static class Limits
{
    private const string Answer = "<Response/>";

    /// <summary>A Kestrel endpoint that reads the form and checks the signature.</summary>
    public static Task<int> BareAsync(int port, string token) => ServeAsync(port, token, _ => Task.CompletedTask);

    /// <summary>The same, and one insert committed in groups with FULL sync before the answer.</summary>
    public static async Task<int> GroupedAsync(int port, string token, string file)
    {
        var queue = Channel.CreateUnbounded<(TwilioForm Form, TaskCompletionSource Done)>();
        var writer = new Thread(() => Write(file, queue.Reader)) { IsBackground = true };
        writer.Start();
        return await ServeAsync(
            port,
            token,
            form =>
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                queue.Writer.TryWrite((form, done));
                return done.Task;
            }
        );
    }

    private static async Task<int> ServeAsync(int port, string token, Func<TwilioForm, Task> store)
    {
        Parent.EndWithIt();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var app = builder.Build();
        var url = $"http://127.0.0.1:{port}/twilio/sms";
        app.Run(async context =>
        {
            var body = new ArrayBufferWriter<byte>(512);
            while (true)
            {
                var read = await context.Request.BodyReader.ReadAsync();
                foreach (var part in read.Buffer)
                    body.Write(part.Span);
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }
            var form = ((FormReading.Read)TwilioForm.Parse(body.WrittenSpan)).Form;
            var signature = context.Request.Headers["X-Twilio-Signature"].ToString();
            if (TwilioSignature.Compute(token, url, form.Pairs) != signature)
            {
                context.Response.StatusCode = 403;
                return;
            }
            await store(form);
            context.Response.ContentType = "text/xml";
            context.Response.ContentLength = Answer.Length;
            await context.Response.WriteAsync(Answer);
        });
        await app.RunAsync();
        return 0;
    }

    private static void Write(string file, ChannelReader<(TwilioForm Form, TaskCompletionSource Done)> queue)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(
            """
            pragma journal_mode = wal; pragma synchronous = full;
            create table inbound (id integer primary key autoincrement, sid text not null unique, sender text not null,
                body text not null, state text not null)
            """
        );
        using var insert = connection.CreateCommand();
        insert.CommandText = "insert into inbound (sid, sender, body, state) values ($sid, $sender, $body, 'new')";
        var sid = insert.Parameters.Add("$sid", SqliteType.Text);
        var sender = insert.Parameters.Add("$sender", SqliteType.Text);
        var body = insert.Parameters.Add("$body", SqliteType.Text);
        var group = new List<TaskCompletionSource>();
        while (queue.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Execute("begin immediate");
            while (group.Count < 512 && queue.TryRead(out var item))
            {
                sid.Value = item.Form.Get("MessageSid");
                sender.Value = item.Form.Get("From");
                body.Value = item.Form.Get("Body");
                insert.ExecuteNonQuery();
                group.Add(item.Done);
            }
            Execute("commit");
            group.ForEach(done => done.SetResult());
            group.Clear();
        }

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}

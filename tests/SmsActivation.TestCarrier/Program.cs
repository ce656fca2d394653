using SmsActivation.TestCarrier;

// A Twilio-compatible carrier for the journeys. It keeps everything in memory and writes no file, because a journey
// searches the machine's files for passwords that this process rightly knows.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(args.FirstOrDefault() ?? "http://127.0.0.1:0");
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Accounts>();
builder.Services.AddSingleton<StatusCallbacks>();
builder.Services.AddSingleton<Messages>();

var app = builder.Build();
CreateEndpoint.Map(app);
ReadEndpoints.Map(app);
ControlEndpoints.Map(app);
await app.StartAsync();
Console.WriteLine(app.Urls.First());

// Whoever started it holds its standard input: when that closes, however the tests ended, the carrier ends too.
await Console.In.ReadToEndAsync();
await app.StopAsync();

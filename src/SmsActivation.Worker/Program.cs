using SmsActivation.Worker.Commands;

return await Cli.RunAsync(args);

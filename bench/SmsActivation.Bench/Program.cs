using SmsActivation.Bench;
using SmsActivation.Bench.Programs;

// One program, several processes: the runner starts itself again as load generator, carrier and limit programs.
return args switch
{
    ["load", var plan] => await Load.RunAsync(LoadPlan.Parse(plan)),
    ["carrier", var port, var token] => await BenchCarrier.RunAsync(int.Parse(port), token),
    ["limit-bare", var port, var token] => await Limits.BareAsync(int.Parse(port), token),
    ["limit-grouped", var port, var token, var file] => await Limits.GroupedAsync(int.Parse(port), token, file),
    ["limit-hash", var seconds, var iterations] => HashLimit.Run(int.Parse(seconds), int.Parse(iterations)),
    ["collector", var port] => await Collector.RunAsync(int.Parse(port)),
    ["caretaker"] => Caretaker.Run(),
    _ => await Runner.RunAsync(args),
};

// Holds many connections for a while, slow readers among them, cuts all of them once, drains in the end, and checks that nothing was lost and memory came back.
using System.CommandLine;
using SoakTest;
using SoakTest.Running;
using SoakTest.Server;

if (args is ["server", .. var rest])
{
    await SoakHost.RunAsync(SoakOptions.Parse(rest));
    return 0;
}

var connections = new Option<int>("--connections") { Description = "Clients, the slow ones among them.", DefaultValueFactory = _ => 5000 };
var slow = new Option<double>("--slow") { Description = "The share of clients that hardly read, from 0 to 1.", DefaultValueFactory = _ => 0.1 };
var seconds = new Option<double>("--seconds") { Description = "How long everybody talks.", DefaultValueFactory = _ => 120 };
var tick = new Option<double>("--tick") { Description = "Seconds between two messages of 4,000 characters to everybody.", DefaultValueFactory = _ => 0.25 };
var report = new Option<double>("--report") { Description = "Seconds between two messages and requests of a client.", DefaultValueFactory = _ => 1 };
var command = new RootCommand("Runs a server and its clients for a while and prints what happened, as in docs/performance.md; fails where a promise was broken.")
{
    connections, slow, seconds, tick, report,
};
command.SetAction(async (arguments, _) =>
{
    var options = new SoakOptions(
        arguments.GetValue(connections),
        arguments.GetValue(slow),
        TimeSpan.FromSeconds(arguments.GetValue(seconds)),
        TimeSpan.FromSeconds(arguments.GetValue(tick)),
        TimeSpan.FromSeconds(arguments.GetValue(report)));
    Findings findings = await new SoakRun(options).RunAsync();
    FindingsTable.Print(Console.Out, findings, options);
    foreach (string failure in findings.Failures.Take(20))
        await Console.Error.WriteLineAsync($"BROKEN: {failure}");
    if (findings.Failures.Count > 20)
        await Console.Error.WriteLineAsync($"… and {findings.Failures.Count - 20} more");
    return findings.Failures.Count == 0 ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();

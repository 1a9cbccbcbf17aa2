// Compares TypedWs with what else .NET has for the same. Starts itself again, as the server and the client of each contender.
using System.CommandLine;
using System.Globalization;
using LoadTest.Client;
using LoadTest.Contenders;
using LoadTest.Running;
using LoadTest.Server;
using LoadTest.Workloads;

switch (args)
{
    case ["server", var contender]:
        await LoadServer.RunAsync(Catalogue.Find(contender));
        return 0;
    case ["client", var contender, var server, var seconds, var audience, var connections]:
        var load = new LoadOptions(
            TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)),
            int.Parse(audience, CultureInfo.InvariantCulture),
            int.Parse(connections, CultureInfo.InvariantCulture));
        using (var client = new LoadClient(Catalogue.Find(contender), new Uri(server), load))
            await WorkloadLoop.RunAsync(client);
        return 0;
}

string[] contenderKeys = [.. Catalogue.All.Select(contender => contender.Key)];
string[] workloadKeys = [.. Schedule.All.Select(workload => workload.Key)];
var quickOption = new Option<bool>("--quick") { Description = "One short round with fewer connections: shows that everything works; the figures mean little." };
var roundsOption = new Option<int>("--rounds") { Description = "Rounds that are counted.", DefaultValueFactory = _ => 5 };
var secondsOption = new Option<double>("--seconds") { Description = "How long a workload sends in a round.", DefaultValueFactory = _ => 0.6 };
var audienceOption = new Option<int>("--audience") { Description = "Connections that a broadcast goes to.", DefaultValueFactory = _ => 500 };
var connectionsOption = new Option<int>("--connections") { Description = "Connections that idle.", DefaultValueFactory = _ => 2000 };
var contendersOption = new Option<string[]>("--contenders") { Description = "Only these.", HelpName = "names", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => contenderKeys };
var workloadsOption = new Option<string[]>("--workloads") { Description = "Only these.", HelpName = "names", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => workloadKeys };
var svgOption = new Option<FileInfo>("--svg") { HelpName = "file", Description = "Draws the main figures of the typed contenders into this file: TypedWs beside the best peer of the same format." };
contendersOption.AcceptOnlyFromAmong(contenderKeys);
workloadsOption.AcceptOnlyFromAmong(workloadKeys);

var command = new RootCommand("""
    Measures TypedWs beside its peers and prints the tables of docs/performance.md. All of it takes about half an hour on two cores that do nothing else, --quick about five
    minutes; a part of it takes its part.
    """)
{
    quickOption, roundsOption, secondsOption, audienceOption, connectionsOption, contendersOption, workloadsOption, svgOption,
};
command.SetAction(arguments =>
{
    bool quick = arguments.GetValue(quickOption);
    LoadTestRun.Run(
        [.. Catalogue.All.Where(contender => arguments.GetRequiredValue(contendersOption).Contains(contender.Key))],
        [.. Schedule.All.Where(workload => arguments.GetRequiredValue(workloadsOption).Contains(workload.Key))],
        quick
            ? new LoadOptions(TimeSpan.FromSeconds(0.2), Audience: 50, Connections: 100)
            : new LoadOptions(TimeSpan.FromSeconds(arguments.GetValue(secondsOption)), arguments.GetValue(audienceOption), arguments.GetValue(connectionsOption)),
        quick ? 1 : arguments.GetValue(roundsOption),
        arguments.GetValue(svgOption));
});

// Not awaited: what starts processes must stay on the main thread.
return command.Parse(args).Invoke();

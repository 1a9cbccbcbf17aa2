using LoadTest.Contenders;

namespace LoadTest.Server;

/// <summary>The process of a server: one contender, and the endpoints through which the client directs it.</summary>
internal static class LoadServer
{
    /// <summary>Prints its address on the first line, and ends with its standard input.</summary>
    public static async Task RunAsync(IContender contender)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        // Standard output carries the address only.
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ServerState>();
        contender.AddServices(builder.Services);

        await using WebApplication app = builder.Build();
        contender.Map(app);
        ControlEndpoints.Map(app);
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());

        // Stays until the program that started it closes this end, or is gone.
        await Task.Factory.StartNew(Console.In.ReadToEnd, TaskCreationOptions.LongRunning);
    }
}

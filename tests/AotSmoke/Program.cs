// A server and a client in one process, compiled to native code: every supported kind of type travels there and back, in both formats.
using System.Runtime.CompilerServices;
using AotSmoke;
using AotSmoke.Contracts;
using TypedWs;

using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddTypedWs().AddProtocol<SmokeProtocol>();
builder.Services.AddSingleton<IGroupObserver<SmokeSession>, SmokePresence>();

await using WebApplication server = builder.Build();
server.MapTypedWs<SmokeServer>("/smoke");
await server.StartAsync(timeout.Token);
Uri uri = new UriBuilder(server.Urls.Single()) { Scheme = "ws", Path = "/smoke" }.Uri;

int travelled = 0;
foreach (WireFormat format in new[] { WireFormat.Json, WireFormat.MessagePack })
    travelled += await Conversation.RunAsync(uri, format, timeout.Token);

await server.StopAsync(timeout.Token);
Console.WriteLine($"{travelled} values came back as they were sent, by {(RuntimeFeature.IsDynamicCodeSupported ? "compiled-at-run-time" : "native")} code.");

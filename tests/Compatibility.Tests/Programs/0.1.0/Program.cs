// A server and a client in one process, in the format that the argument names. It ends with an exception where something is not as it should be.
using EarlierProgram;
using TypedWs;

using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
WireFormat format = Enum.Parse<WireFormat>(args[0]);

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddTypedWs().AddProtocol<EarlierProtocol>();

await using WebApplication server = builder.Build();
server.MapTypedWs<EarlierServer>("/earlier");
await server.StartAsync(timeout.Token);
Uri uri = new UriBuilder(server.Urls.Single()) { Scheme = "ws", Path = "/earlier" }.Uri;

await Conversation.RunAsync(uri, format, timeout.Token);
await server.StopAsync(timeout.Token);

// A server and two clients in one process, talking over real sockets: one client writes JSON, the other MessagePack.
using Quickstart;
using TypedWs;

using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
CancellationToken giveUp = timeout.Token;

try
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    builder.Services.AddTypedWs().AddProtocol<ChatProtocol>();

    await using WebApplication server = builder.Build();
    server.MapTypedWs<ChatServer>("/chat");
    await server.StartAsync(giveUp);
    Uri uri = new UriBuilder(server.Urls.Single()) { Scheme = "ws", Path = "/chat" }.Uri;
    Console.WriteLine($"The server listens at {uri}");

    await using var ada = new Participant("ada", uri, WireFormat.Json);
    await using var bob = new Participant("bob", uri, WireFormat.MessagePack);
    foreach (Participant participant in new[] { ada, bob })
    {
        await participant.Chat.ConnectAsync(giveUp);
        Joined joined = await participant.Chat.JoinAsync(participant.Name, giveUp);
        Console.WriteLine($"{participant.Name} joined in {participant.Format}; in the room: {string.Join(", ", joined.Members)}");
    }

    await ada.Chat.SendSayAsync("hello", giveUp);
    await ShowAsync("ada says hello");
    await bob.Chat.SendSayAsync("hello yourself", giveUp);
    await ShowAsync("bob says hello yourself");

    foreach (ChatSession session in server.Services.GetRequiredService<ChatSessions>().OrderBy(s => s.Items["user"]))
    {
        Presence presence = await session.AreYouThereAsync(giveUp);
        Console.WriteLine($"the server asks {session.Items["user"]}: are you there? {(presence.Away ? "no" : "yes")}, {presence.Note}");
    }

    async Task ShowAsync(string what)
    {
        Console.WriteLine(what);
        foreach (Participant participant in new[] { ada, bob })
        {
            Said said = await participant.ReceiveAsync(giveUp);
            Console.WriteLine($"  {participant.Name} receives \"{said.Text}\" from {said.User}");
        }
    }
}
catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("Something that should have arrived did not come within 30 seconds.");
    return 1;
}

Console.WriteLine("That was all: one server, two formats, the same records.");
return 0;

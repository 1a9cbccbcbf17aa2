using Consumer.Contracts;
using TypedWs.Testing;

[assembly: RecordingDoubles<CounterProtocol>]

await using var counter = new RecordingCounterSessions();
var client = new RecordingCounterClientHandler { WhoAreYouReply = static (_, _) => new(new Name("ada's double")) };
CounterSession session = await counter.ConnectAsync("ada", client);

Name name = await session.WhoAreYouAsync();
await counter.Sessions.All.SendChangedAsync(21);

Changed changed = await client.NextChangedAsync();
Console.WriteLine($"{name.Text} heard {changed.Value}");
foreach (SentMessage sent in counter.Sent)
    Console.WriteLine($"{sent.Message.GetType().Name} to {sent.Target}");

using Consumer.Contracts;
using TypedWs;

string name = args[1];
var changed = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);

await using var counter = new CounterClient(new TypedWsClientOptions
{
    Uri = new Uri(args[0]),
    Format = Enum.Parse<WireFormat>(name),
});
counter.OnWhoAreYou((_, _) => ValueTask.FromResult(new Name(name)));
counter.OnChanged((message, _) =>
{
    changed.TrySetResult(message.Value);
    return ValueTask.CompletedTask;
});

await counter.ConnectAsync();
await counter.SendAddAsync(21);
Console.WriteLine($"changed to {await changed.Task.WaitAsync(TimeSpan.FromSeconds(30))}");
Count count = await counter.ReadAsync();
Console.WriteLine($"count {count.Value} by {string.Join(" and ", count.Contributors)}");
Console.WriteLine($"MessagePack {typeof(MessagePack.MessagePackReader).Assembly.GetName().Version}");

using Chat.Contracts;
using Microsoft.AspNetCore.Mvc.Testing;
using TypedWs.AspNetCore.Tests;

namespace TypedWs.Testing.Tests;

/// <summary>A whole application, as its own program makes it.</summary>
public sealed class ApplicationFactoryTests
{
    [Fact]
    public async Task ChatSample_InMemory_LetsTwoClientsTalk()
    {
        var said = new TaskCompletionSource<Said>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var application = new WebApplicationFactory<Program>();
        var network = new TestNetwork(application.Server);
        await using ChatClient ada = network.CreateClient<ChatClient>("/chat");
        await using ChatClient bob = network.CreateClient<ChatClient>("/chat", options => options.Format = WireFormat.MessagePack);
        bob.OnSaid((heard, _) =>
        {
            said.TrySetResult(heard);
            return ValueTask.CompletedTask;
        });
        await ada.ConnectAsync(TestContext.Current.CancellationToken);
        await bob.ConnectAsync(TestContext.Current.CancellationToken);

        await bob.JoinAsync(new Join("lobby", "bob"), TestContext.Current.CancellationToken);
        await ada.JoinAsync(new Join("lobby", "ada"), TestContext.Current.CancellationToken);
        await ada.SendSayAsync("lobby", "hello", TestContext.Current.CancellationToken);

        Said line = await said.Task.Soon();
        Assert.Equal(("ada", "hello"), (line.User, line.Text));
    }
}

using Chat.Contracts;
using Microsoft.AspNetCore.Mvc.Testing;

namespace TypedWs.Testing.Tests;

/// <summary>A whole application, as its own program makes it.</summary>
public sealed class ApplicationFactoryTests
{
    [Fact]
    public async Task ChatSample_InMemory_LetsTwoClientsTalk()
    {
        var heard = new RecordingChatClientHandler();
        await using var application = new WebApplicationFactory<Program>();
        var network = new TestNetwork(application.Server);
        await using ChatClient ada = network.CreateClient<ChatClient>("/chat");
        var options = new TypedWsClientOptions { Uri = new Uri("ws://localhost/chat"), Format = WireFormat.MessagePack };
        network.Use(options);
        await using var bob = new ChatClient(options, heard);
        await ada.ConnectAsync(TestContext.Current.CancellationToken);
        await bob.ConnectAsync(TestContext.Current.CancellationToken);

        await bob.JoinAsync(new Join("lobby", "bob"), TestContext.Current.CancellationToken);
        await ada.JoinAsync(new Join("lobby", "ada"), TestContext.Current.CancellationToken);
        await ada.SendSayAsync("lobby", "hello", TestContext.Current.CancellationToken);

        Said line = await heard.NextSaidAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("ada", "hello"), (line.User, line.Text));
    }
}

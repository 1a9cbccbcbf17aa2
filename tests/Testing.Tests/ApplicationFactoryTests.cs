using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts;
using Microsoft.AspNetCore.Mvc.Testing;
using TypedWs.Transport;

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
        await using ChatClient ada = network.CreateClient<ChatClient>("/chat", await LogInAsync(application, "ada"));
        var options = new TypedWsClientOptions { Uri = new Uri("ws://localhost/chat"), Format = WireFormat.MessagePack };
        (await LogInAsync(application, "bob"))(options);
        network.Use(options);
        await using var bob = new ChatClient(options, heard);
        await ada.ConnectAsync(TestContext.Current.CancellationToken);
        await bob.ConnectAsync(TestContext.Current.CancellationToken);

        await bob.JoinAsync(new Join("lobby"), TestContext.Current.CancellationToken);
        await ada.JoinAsync(new Join("lobby"), TestContext.Current.CancellationToken);
        await ada.SendSayAsync("lobby", "hello", TestContext.Current.CancellationToken);

        Said line = await heard.NextSaidAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("ada", "hello"), (line.User, line.Text));
    }

    [Fact]
    public async Task ChatSample_ConnectionEnds_RoomIsTold()
    {
        var told = new RecordingChatClientHandler();
        await using var application = new WebApplicationFactory<Program>();
        var network = new TestNetwork(application.Server);
        var options = new TypedWsClientOptions { Uri = new Uri("ws://localhost/chat") };
        network.Use(options);
        (await LogInAsync(application, "ada"))(options);
        await using var ada = new ChatClient(options, told);
        ChatClient bob = network.CreateClient<ChatClient>("/chat", await LogInAsync(application, "bob"));
        await using (bob)
        {
            await ada.ConnectAsync(TestContext.Current.CancellationToken);
            await ada.JoinAsync("lobby", TestContext.Current.CancellationToken);
            await bob.ConnectAsync(TestContext.Current.CancellationToken);
            await bob.JoinAsync("lobby", TestContext.Current.CancellationToken);
            Assert.Equal(["ada", "bob"], (await told.NextMembersChangedAsync(TestContext.Current.CancellationToken)).Members);
        }

        Assert.Equal(["ada"], (await told.NextMembersChangedAsync(TestContext.Current.CancellationToken)).Members);
    }

    [Fact]
    public async Task ChatSample_WithoutLogin_LetsNobodyIn()
    {
        await using var application = new WebApplicationFactory<Program>();
        await using ChatClient stranger = new TestNetwork(application.Server).CreateClient<ChatClient>("/chat");

        var exception = await Assert.ThrowsAsync<WsHandshakeException>(async () => await stranger.ConnectAsync(TestContext.Current.CancellationToken));

        Assert.Equal(401, exception.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a name that is longer than the server likes names to be")]
    public async Task ChatSample_LoginWithoutAProperName_IsRefused(string user)
    {
        await using var application = new WebApplicationFactory<Program>();
        using HttpClient http = application.CreateClient();

        using HttpResponseMessage answer = await http.PostAsJsonAsync("/login", new { user }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Logs in.</summary>
    /// <returns>What gives a client the token.</returns>
    private static async Task<Action<TypedWsClientOptions>> LogInAsync(WebApplicationFactory<Program> application, string user)
    {
        using HttpClient http = application.CreateClient();
        using HttpResponseMessage answer = await http.PostAsJsonAsync("/login", new { user }, TestContext.Current.CancellationToken);
        JsonElement token = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return options => options.Headers["Authorization"] = $"Bearer {token.GetProperty("accessToken").GetString()}";
    }
}

using System.Threading.Channels;
using Chat.Contracts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TypedWs.EndToEnd.Tests.Browser;

/// <summary>The chat sample's page in a real browser: nothing but the browser's own WebSocket.</summary>
public sealed class ChatPageTests(ChatServerProcess server, ChromiumBrowser browser)
    : IClassFixture<ChatServerProcess>, IClassFixture<ChromiumBrowser>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_TwoPeople_TalkAndSeeEachOther()
    {
        IPage page = await browser.OpenAsync(server.PageUri);
        List<string> problems = [];
        page.PageError += (_, error) => problems.Add(error);
        page.Console += (_, message) => problems.AddRange(message.Type == "error" ? [message.Text] : Array.Empty<string>());
        await JoinAsync(page, "ada", "two");
        await Expect(page.Locator("#members li")).ToHaveTextAsync(["ada"]);

        var heard = Channel.CreateUnbounded<Said>();
        await using ChatClient bob = await server.ConnectAsync(
            "bob",
            WireFormat.MessagePack,
            client => client.OnSaid((said, cancellationToken) => heard.Writer.WriteAsync(said, cancellationToken)));
        await bob.JoinAsync("two", Cancellation);
        await Expect(page.Locator("#members li")).ToHaveTextAsync(["ada", "bob"]);

        await page.FillAsync("#text", "hello from the page");
        await page.PressAsync("#text", "Enter");
        Said said = await heard.Soon();
        Assert.Equal(("two", "ada", "hello from the page"), (said.Room, said.User, said.Text));

        await bob.SendSayAsync("two", "<b>hello</b> page", Cancellation);
        await Expect(page.Locator("#lines li").Last).ToContainTextAsync("bob: <b>hello</b> page");
        await Expect(page.Locator("#lines li")).ToHaveCountAsync(2);
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Page_RollCall_AsksAndIsAsked()
    {
        IPage page = await browser.OpenAsync(server.PageUri);
        await JoinAsync(page, "ada", "roll");
        await page.CheckAsync("#away");

        await page.ClickAsync("#roll-call");
        await Expect(page.Locator("#lines .note")).ToHaveTextAsync("ada: away (in a browser)");
    }

    [Fact]
    public async Task Page_AnotherRoom_LeavesTheFirst()
    {
        IPage page = await browser.OpenAsync(server.PageUri);
        await JoinAsync(page, "ada", "first");
        await JoinAsync(page, "ada", "second");
        await using ChatClient bob = await server.ConnectAsync("bob", WireFormat.Json);

        Assert.Equal(["bob"], (await bob.JoinAsync("first", Cancellation)).Members);
        Assert.Equal(["ada", "bob"], (await bob.JoinAsync("second", Cancellation)).Members);
    }

    [Fact]
    public async Task Page_AnotherName_LogsInAnew()
    {
        IPage page = await browser.OpenAsync(server.PageUri);
        await JoinAsync(page, "ada", "renamed");
        await JoinAsync(page, "grace", "renamed");
        await using ChatClient bob = await server.ConnectAsync("bob", WireFormat.Json);

        Assert.Equal(["bob", "grace"], (await bob.JoinAsync("renamed", Cancellation)).Members);
    }

    private static async Task JoinAsync(IPage page, string user, string room)
    {
        await page.FillAsync("#user", user);
        await page.FillAsync("#room", room);
        await page.ClickAsync("#join button");
        await Expect(page.Locator("#status")).ToHaveTextAsync($"in {room} as {user}");
    }
}

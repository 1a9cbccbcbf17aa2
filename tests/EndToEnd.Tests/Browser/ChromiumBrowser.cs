using Microsoft.Playwright;

namespace TypedWs.EndToEnd.Tests.Browser;

/// <summary>A headless Chromium, shared by the tests of a class. Without one they are skipped.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
            return;

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Headless = true, Args = Arguments });
    }

    /// <summary>Opens a page.</summary>
    public async Task<IPage> OpenAsync(Uri uri)
    {
        Assert.SkipWhen(_browser is null, $"{Executable} is not installed: the page cannot be tested in a browser.");
        IPage page = await _browser!.NewPageAsync();
        await page.GotoAsync(uri.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

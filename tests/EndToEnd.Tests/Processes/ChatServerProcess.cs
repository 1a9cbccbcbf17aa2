using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts;

namespace TypedWs.EndToEnd.Tests;

/// <summary>The chat sample's server as a process of its own, on a free port. Shared by the tests of a class; each uses a room of its own.</summary>
public sealed class ChatServerProcess : IAsyncLifetime
{
    private const string Listening = "Now listening on: ";

    private readonly HttpClient _http = new();
    private Process? _process;

    /// <summary>Where the page is.</summary>
    public Uri PageUri { get; private set; } = null!;

    /// <summary>Where the endpoint is.</summary>
    public Uri Uri => new UriBuilder(PageUri) { Scheme = "ws", Path = "/chat" }.Uri;

    public async ValueTask InitializeAsync()
    {
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        string[] command = ["exec", TestFiles.ChatServer, "--urls", "http://127.0.0.1:0"];
        _process = Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true })!;

        // Reads on after that line, too: a full pipe would hold up the server.
        _process.OutputDataReceived += (_, output) =>
        {
            if (output.Data is null)
                listening.TrySetException(new InvalidOperationException("The server ended before it listened."));
            else if (output.Data.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var start)
                listening.TrySetResult(output.Data[(start + Listening.Length)..]);
        };
        _process.BeginOutputReadLine();
        PageUri = new Uri(await listening.Task.WaitAsync(Patience.Limit));
    }

    /// <summary>Logs in.</summary>
    /// <returns>The bearer token.</returns>
    public async Task<string> LogInAsync(string user)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync(new Uri(PageUri, "/login"), new { user }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        JsonElement token = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return token.GetProperty("accessToken").GetString()!;
    }

    /// <summary>A typed client of somebody who has logged in, connected.</summary>
    public async Task<ChatClient> ConnectAsync(string user, WireFormat format, Action<ChatClient>? register = null, Action<TypedWsClientOptions>? configure = null)
    {
        var options = new TypedWsClientOptions { Uri = Uri, Format = format };
        options.Headers["Authorization"] = $"Bearer {await LogInAsync(user)}";
        configure?.Invoke(options);
        var client = new ChatClient(options);
        register?.Invoke(client);
        await client.ConnectAsync(TestContext.Current.CancellationToken);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is null)
            return;

        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

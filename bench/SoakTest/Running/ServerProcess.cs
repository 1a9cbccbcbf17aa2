using System.Diagnostics;
using System.Text.Json;
using SoakTest.Server;

namespace SoakTest.Running;

/// <summary>The server in a process of its own. Thread-safe: commands are sent one at a time.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Process _process;

    public ServerProcess(SoakOptions options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["server", .. options.ToArguments()]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        string address = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.");
        Uri = new UriBuilder(address) { Scheme = "ws", Path = "/soak" }.Uri;
    }

    public Uri Uri { get; }

    public async Task<ServerStatus> TellAsync(string command)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            string answer = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The server ended at {command}.");
            return JsonSerializer.Deserialize<ServerStatus>(answer)!;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Kill();
        _process.Dispose();
        _turn.Dispose();
    }
}

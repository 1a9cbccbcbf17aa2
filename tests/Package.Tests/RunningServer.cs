using System.Diagnostics;

namespace TypedWs.Package.Tests;

/// <summary>The consumer's server as a process of its own, on a free port of the loopback address; stopped by its process id.</summary>
internal sealed class RunningServer : IDisposable
{
    private const string ListeningMark = "Now listening on: http";

    private readonly Process _process;

    private RunningServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where clients connect.</summary>
    public Uri Address { get; }

    public static async Task<RunningServer> StartAsync(string assembly, CancellationToken cancellationToken)
    {
        Process process = Process.Start(new ProcessStartInfo("dotnet", [assembly, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            int mark = line.IndexOf(ListeningMark, StringComparison.Ordinal);
            if (mark < 0)
                continue;

            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None); // Keeps the pipe empty; ends with the process.
            return new RunningServer(process, new Uri("ws" + line[(mark + ListeningMark.Length)..] + "/count"));
        }

        throw new InvalidOperationException($"{assembly} ended without listening.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

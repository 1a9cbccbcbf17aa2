using System.Diagnostics;

namespace TypedWs.Tests;

/// <summary>A server as a process of its own. It says on its first line where it listens, and serves until it is disposed.</summary>
public sealed class ServingProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServingProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The first line of its output.</summary>
    public string FirstLine { get; private set; } = "";

    public static async Task<ServingProgram> StartAsync(string program, IReadOnlyList<string> arguments, string folder)
    {
        var serving = new ServingProgram(Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        try
        {
            string? line = await serving._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Soon();
            serving.FirstLine = line ?? throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended before it listened:\n{await serving._errors}");
            return serving;
        }
        catch
        {
            await serving.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        await _errors;
        _process.Dispose();
    }
}

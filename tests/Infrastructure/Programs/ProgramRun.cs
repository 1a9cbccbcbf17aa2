using System.Diagnostics;

namespace TypedWs.Tests;

/// <summary>A program that was run to its end.</summary>
public sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a program, with the given lines as its input; for as long as tests wait for anything, unless it is given more patience.</summary>
    public static async Task<ProgramRun> RunAsync(string program, IReadOnlyList<string> arguments, string? folder = null, string input = "", TimeSpan? patience = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task exit = process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await (patience is { } limit ? exit.WaitAsync(limit, TestContext.Current.CancellationToken) : exit.Soon());
            return new ProgramRun(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Whether a program is installed.</summary>
    public static bool Exists(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Fails the test where the program did.</summary>
    public ProgramRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Errors}");
        return this;
    }
}

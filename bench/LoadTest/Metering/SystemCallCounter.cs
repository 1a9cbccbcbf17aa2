using System.Diagnostics;
using System.Globalization;

namespace LoadTest.Metering;

/// <summary>Counts the system calls of a process with <c>perf</c>, where that is installed and allowed. Counting slows the process down: its other figures do not count.</summary>
internal sealed class SystemCallCounter : IDisposable
{
    private const string Event = "raw_syscalls:sys_enter";

    // perf does not say when it has attached.
    private static readonly TimeSpan AttachTime = TimeSpan.FromSeconds(0.3);

    private static readonly Lazy<bool> Works = new(TryIt);

    private readonly Process _perf;

    private SystemCallCounter(int process) => _perf = Start("stat", "-x,", "-e", Event, "-p", process.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether this machine can count.</summary>
    public static bool IsAvailable => Works.Value;

    /// <summary>Counts from now on in several processes.</summary>
    public static SystemCallCounter[] Attach(params int[] processes)
    {
        SystemCallCounter[] counters = [.. processes.Select(process => new SystemCallCounter(process))];
        Thread.Sleep(AttachTime);
        return counters;
    }

    /// <summary>Stops, and tells the number of calls.</summary>
    public long Stop()
    {
        using (Process interrupt = Process.Start("kill", ["-INT", _perf.Id.ToString(CultureInfo.InvariantCulture)]))
            interrupt.WaitForExit();
        string report = _perf.StandardError.ReadToEnd();
        string line = report.Split('\n').FirstOrDefault(line => line.Contains(Event, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"perf counted nothing: {report}");
        return long.Parse(line[..line.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        if (!_perf.HasExited)
            _perf.Kill();
        _perf.Dispose();
    }

    private static bool TryIt()
    {
        try
        {
            using Process perf = Start("stat", "-e", Event, "true");
            perf.StandardError.ReadToEnd();
            perf.WaitForExit();
            return perf.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not installed.
            return false;
        }
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("perf", arguments) { RedirectStandardError = true })!;
}

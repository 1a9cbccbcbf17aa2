using System.Diagnostics;
using System.Globalization;
using Micro.Codecs;
using Micro.Records;

namespace Micro.Paired;

/// <summary>
/// Runs the codec benchmarks in rounds of a millisecond that alternate between the contenders, so that what else the machine does meets both. The
/// quarter of the rounds that was fastest counts. Good for ratios on a machine that is not quiet.
/// </summary>
internal static class PairedRun
{
    private const int Rounds = 150;
    private const double RoundNanoseconds = 1_000_000;

    public static void Run()
    {
        Console.WriteLine("| record | format | | peer ns | TypedWs ns | ratio |");
        Console.WriteLine("| --- | --- | --- | --: | --: | --: |");
        Run<ChatLine>();
        Run<Document>();
        Run<Tick>();
        Run<Order>();
    }

    private static void Run<T>()
    {
        using JsonBenchmarks<T> json = new();
        json.Setup();
        Compare($"{typeof(T).Name} | JSON | write", json.WriteSystemTextJson, json.WriteTypedWs);
        Compare($"{typeof(T).Name} | JSON | read", json.ReadSystemTextJson, json.ReadTypedWs);

        MessagePackBenchmarks<T> messagePack = new();
        messagePack.Setup();
        Compare($"{typeof(T).Name} | MessagePack | write", messagePack.WriteMessagePackCSharp, messagePack.WriteTypedWs);
        Compare($"{typeof(T).Name} | MessagePack | read", messagePack.ReadMessagePackCSharp, messagePack.ReadTypedWs);
    }

    private static void Compare<TResult>(string name, Func<TResult> peer, Func<TResult> own)
    {
        WarmUp(peer, own);
        int count = Math.Max(20, (int)(RoundNanoseconds / Time(peer, 1_000)));
        double[] peerTimes = new double[Rounds];
        double[] ownTimes = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            peerTimes[i] = Time(peer, count);
            ownTimes[i] = Time(own, count);
        }

        Array.Sort(peerTimes);
        Array.Sort(ownTimes);
        double theirs = peerTimes[Rounds / 4];
        double ours = ownTimes[Rounds / 4];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {theirs:N0} | {ours:N0} | {ours / theirs:F2}× |"));
    }

    // The pauses let the runtime compile in the background.
    private static void WarmUp<TResult>(Func<TResult> peer, Func<TResult> own)
    {
        for (int i = 0; i < 20; i++)
        {
            Time(peer, 2_000);
            Time(own, 2_000);
            Thread.Sleep(20);
        }
    }

    private static double Time<TResult>(Func<TResult> action, int count)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }
}

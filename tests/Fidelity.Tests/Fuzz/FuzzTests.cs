using CsCheck;
using TypedWs.Fidelity.Tests.Matrix;

namespace TypedWs.Fidelity.Tests.Fuzz;

/// <summary>
/// Hostile payloads for every type of the matrix: each is a value or a <see cref="PayloadException"/> with a path, and takes memory in proportion to its length.
/// TYPEDWS_FUZZ_SEED repeats a run, TYPEDWS_FUZZ_INPUTS prolongs it.
/// </summary>
public sealed class FuzzTests
{
    private const int BytesPerByte = 64;
    private const int BytesAtLeast = 64 * 1024;

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.MessagePack)]
    public void HostilePayloads_OfEveryType_AreReadOrRefused(WireFormat format)
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("TYPEDWS_FUZZ_SEED") ?? "20260103", System.Globalization.CultureInfo.InvariantCulture);
        Random random = new(seed);
        Row[] rows = [.. Rows.Parts.Values.SelectMany(static part => part())];
        byte[][] samples = [.. rows.Select((row, index) => row.Sample(format, new PCG((uint)index, (ulong)seed)))];
        long read = 0;
        for (int i = 0; i < rows.Length; i++)
            read += Try(format, rows[i], samples[i], limit: long.MaxValue, seed);
        Assert.Equal(rows.Length, read);

        read = 0;
        for (long i = 0; i < Count.FuzzInputs; i++)
        {
            int index = (int)(i % rows.Length);
            byte[] payload = Mutation.Of(format, samples[index], samples[random.Next(samples.Length)], random);
            read += Try(format, rows[index], payload, (BytesPerByte * (long)payload.Length) + BytesAtLeast, seed);
        }

        // Were nearly all read or refused, the mutations would test little.
        Assert.InRange(read, Count.FuzzInputs / 100, Count.FuzzInputs * 99 / 100);
    }

    private static int Try(WireFormat format, Row row, byte[] payload, long limit, int seed)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        int read;
        try
        {
            row.Read(format, payload);
            read = 1;
        }
        catch (PayloadException exception) when (exception is { Path: not null, Problem.Length: > 0 })
        {
            read = 0;
        }
        catch (Exception exception)
        {
            Assert.Fail($"{row}, seed {seed}: {exception.GetType()} for {Show(payload)}\n{exception}");
            throw;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= limit, $"{row}, seed {seed}: {allocated} bytes allocated for {payload.Length}, {limit} allowed: {Show(payload)}");
        return read;
    }

    private static string Show(byte[] payload) => $"{Convert.ToHexString(payload)} ({System.Text.Encoding.Latin1.GetString(payload)})";
}

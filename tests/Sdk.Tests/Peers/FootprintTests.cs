using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using TypedWs.CompilerServices;
using TypedWs.Peers;
using TypedWs.Streams;

namespace TypedWs.Tests.Peers;

/// <summary>What an idle conversation is made of. The bytes are counted exactly, on one thread, of objects that are all made on it.</summary>
public sealed class FootprintTests : PeerTest
{
    private const int MostBytesOfAPeer = 384;
    private const int MostBytesOfClientOptions = 200;
    private const int Attempts = 5;

    // What is made by the first message that needs it.
    private static readonly Type[] LateParts = [typeof(PendingCalls), typeof(RunningRequests), typeof(StreamTable), typeof(CoarseTimer), typeof(SendBacklog)];

    [Fact]
    public void Constructor_AllocatesLittle()
    {
        var options = new PeerOptions();
        MethodBinding[] methods = [new Handlers().Bind()];

        long allocated = Measure(() => new Peer(options, WireFormat.Json, methods, NullLogger.Instance));

        Assert.InRange(allocated, 1, MostBytesOfAPeer);
    }

    [Fact]
    public void ClientOptions_NothingChanged_AllocateLittle()
    {
        var uri = new Uri("ws://example.org/");

        long allocated = Measure(() => new TypedWsClientOptions { Uri = uri });

        Assert.InRange(allocated, 1, MostBytesOfClientOptions);
    }

    [Fact]
    public async Task Idle_OneWayMessagesOnly_MakesNoTablesAndNoTimers()
    {
        (Side client, Side server) = CreatePair();
        var received = new TaskCompletionSource();
        server.Handlers.Note = (_, _) =>
        {
            received.TrySetResult();
            return default;
        };

        await client.SendNoteAsync("hello");
        await received.Task.Limited();

        Assert.Empty(PartsOf(client.Peer));
        Assert.Empty(PartsOf(server.Peer));
    }

    [Fact]
    public async Task Request_MakesWhatItNeedsAndNoMore()
    {
        (Side client, Side server) = CreatePair();

        await client.AskAsync("why").AsTask().Limited();

        Assert.Equal(["CallTimer", "PendingCalls"], PartsOf(client.Peer));
        Assert.Equal(["RunningRequests"], PartsOf(server.Peer));
    }

    [Fact]
    public void Options_SameValues_AreSharedByConversations()
    {
        var mine = new PeerOptions { MaxPendingRequests = 471 };
        var foreign = new PeerOptions { SynchronizationContext = new SynchronizationContext() };

        Assert.Same(mine.Snapshot(), mine.Snapshot());
        Assert.Same(foreign.Snapshot(), foreign.Snapshot());
        Assert.NotSame(mine, mine.Snapshot());

        // Other tests have other values in between.
        Assert.Contains(Enumerable.Range(0, 1000), static _ => ReferenceEquals(new PeerOptions().Snapshot(), new PeerOptions().Snapshot()));
    }

    [Fact]
    public void Options_AnyValueChanged_AreCopiedAnewAndLeaveTheOldCopyAlone()
    {
        PropertyInfo[] properties =
            [.. typeof(PeerOptions).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(static property => property.CanWrite)];
        Assert.True(properties.Length >= 17);
        foreach (PropertyInfo property in properties)
        {
            var options = new PeerOptions();
            PeerOptions before = options.Snapshot();
            object? old = property.GetValue(before);

            property.SetValue(options, Other(property));

            Assert.False(ReferenceEquals(before, options.Snapshot()), $"{property.Name} was changed, and the old snapshot was used.");
            Assert.Equal(old, property.GetValue(before));
        }
    }

    [Fact]
    public void Options_InterceptorAdded_AreCopiedAnew()
    {
        var options = new PeerOptions();
        PeerOptions before = options.Snapshot();

        options.Interceptors.Add(new NoInterceptor());
        PeerOptions after = options.Snapshot();
        options.Interceptors.Add(new NoInterceptor());

        Assert.Equal((0, 1, 2), (before.AddedInterceptors.Count(), after.AddedInterceptors.Count(), options.Snapshot().AddedInterceptors.Count()));
    }

    private static string[] PartsOf(Peer peer)
        => [.. typeof(Peer).GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(static field => LateParts.Any(part => part.IsAssignableFrom(field.FieldType)))
            .Select(field => field.GetValue(peer)?.GetType().Name)
            .OfType<string>()
            .Order(StringComparer.Ordinal)];

    private static long Measure(Func<object> make)
    {
        make();
        long least = long.MaxValue;
        for (int i = 0; i < Attempts; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            make();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static object Other(PropertyInfo property) => property.GetValue(new PeerOptions()) switch
    {
        int number => number + 1,
        bool flag => !flag,
        TimeSpan time => time + TimeSpan.FromSeconds(1),
        TimeProvider => new Microsoft.Extensions.Time.Testing.FakeTimeProvider(),
        System.Buffers.ArrayPool<byte> => System.Buffers.ArrayPool<byte>.Create(),
        null when property.PropertyType == typeof(SynchronizationContext) => new SynchronizationContext(),
        var value => throw new NotSupportedException($"Add a value of another kind: {value?.GetType()}."),
    };

    private sealed class NoInterceptor : MessageInterceptor;
}

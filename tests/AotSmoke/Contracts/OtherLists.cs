using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.ObjectModel;
using TypedWs;

namespace AotSmoke.Contracts;

[FromClient<SmokeProtocol>]
public sealed record OtherLists(
    FrozenSet<int> FrozenSet,
    FrozenSet<Point> FrozenSetOfStructs,
    ConcurrentQueue<int> ConcurrentQueue,
    ConcurrentStack<Point> ConcurrentStack,
    ConcurrentBag<string> ConcurrentBag,
    Collection<Colour> Collection,
    ReadOnlyCollection<int?> ReadOnlyCollection,
    ReadOnlySet<string> ReadOnlySet,
    ObservableCollection<Guid> ObservableCollection) : IReturns<OtherLists>
{
    public static OtherLists Sample => new(
        new[] { 1 }.ToFrozenSet(),
        new[] { new Point(1, 2) }.ToFrozenSet(),
        new ConcurrentQueue<int>([2, 3]),
        new ConcurrentStack<Point>([new Point(4, 5), new Point(6, 7)]),
        new ConcurrentBag<string>(["a"]),
        [Colour.Green],
        new ReadOnlyCollection<int?>([8, null]),
        new ReadOnlySet<string>(new HashSet<string> { "b" }),
        [Guid.Empty]);
}

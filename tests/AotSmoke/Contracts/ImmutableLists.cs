using System.Collections.Immutable;
using TypedWs;

namespace AotSmoke.Contracts;

[FromClient<SmokeProtocol>]
public sealed record ImmutableLists(
    ImmutableArray<Point> Array,
    ImmutableList<int> List,
    ImmutableQueue<string> Queue,
    ImmutableStack<Colour> Stack,
    ImmutableHashSet<long> HashSet,
    ImmutableSortedSet<int> SortedSet,
    IImmutableList<Point> ListInterface,
    IImmutableQueue<Guid> QueueInterface,
    IImmutableStack<int?> StackInterface,
    IImmutableSet<string> SetInterface) : IReturns<ImmutableLists>
{
    public static ImmutableLists Sample => new(
        [new Point(1, 2)],
        [1, 2],
        ["a", "b"],
        [Colour.Red, Colour.Green],
        [3],
        [4, 5],
        ImmutableList.Create(new Point(6, 7)),
        ImmutableQueue.Create(Guid.Empty),
        ImmutableStack.Create<int?>(8, null),
        ImmutableHashSet.Create("c"));
}

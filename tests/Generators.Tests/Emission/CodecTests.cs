namespace TypedWs.Generators.Tests.Emission;

/// <summary>The codecs: which members travel, how they are read into an object, and how codecs are named.</summary>
public sealed class CodecTests
{
    private const string Protocol = """
        [Protocol("p")]
        public partial class PProtocol;

        """;

    [Fact]
    public void Primitives_AreReadAndWrittenDirectly() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record All(
                bool A, byte B, sbyte C, short D, ushort E, int F, uint G, long H, ulong I, float J, double K, decimal L, string M, char N, Guid O,
                DateTime P, DateTimeOffset Q, TimeSpan R, DateOnly S, TimeOnly T, Uri U, byte[] V, ReadOnlyMemory<byte> W);
            """),
        ["PCodecs", "PCodecs.All"]);

    [Fact]
    public void Collections_AreComposed() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record All(
                int[] A, int[][] B, List<string> C, IList<Item> D, ICollection<int> E, IEnumerable<int> F,
                IReadOnlyList<int> G, IReadOnlyCollection<int> H, HashSet<string> I, ISet<int> J, IReadOnlySet<int> K,
                Dictionary<string, int> L, IDictionary<string, Item> M, IReadOnlyDictionary<string, List<Item>> N);

            public sealed record Item(int X);
            """),
        ["PCodecs", "PCodecs.All"]);

    [Fact]
    public void Collections_OfEveryKind_AreComposed() => Snapshot.Verify(
        GeneratorRun.Of(
            """
            global using System.Collections.Concurrent;
            global using System.Collections.Frozen;
            global using System.Collections.Immutable;
            global using System.Collections.ObjectModel;
            """,
            Protocol + """
            [FromClient<PProtocol>]
            public sealed record Sequences(
                SortedSet<int> A, LinkedList<string?> B, Queue<Item> C, Stack<int?> D, Collection<int> E, ReadOnlyCollection<int> F,
                ObservableCollection<int> G, ConcurrentQueue<int> H, ConcurrentStack<int> I, ConcurrentBag<int> J,
                ImmutableArray<Item?> K, ImmutableList<int> L, IImmutableList<int> M, ImmutableQueue<int> N, IImmutableQueue<int> O,
                ImmutableStack<int> P, IImmutableStack<int> Q, ImmutableHashSet<int> R, IImmutableSet<int> S, ImmutableSortedSet<int> T,
                FrozenSet<string> U, Memory<int> V, ReadOnlyMemory<Item> W, ArraySegment<int>? X, SortedSet<Item>? Y, ReadOnlySet<int> Z);

            [FromClient<PProtocol>]
            public sealed record Maps(
                Dictionary<int, string> A, IDictionary<Guid, int> B, IReadOnlyDictionary<Color, Item?> C, ReadOnlyDictionary<string, int> D,
                SortedDictionary<string, int> E, SortedList<long, int> F, OrderedDictionary<DateOnly, int> G, ImmutableDictionary<string, int?> H,
                IImmutableDictionary<char, int> I, ImmutableSortedDictionary<byte, int> J, FrozenDictionary<string, Dictionary<int, Item>> K,
                ConcurrentDictionary<Int128, int> L);

            public sealed record Item(int X) : IComparable<Item>
            {
                public int CompareTo(Item? other) => X.CompareTo(other?.X);
            }

            public enum Color { Red }
            """),
        ["PCodecs"]);

    [Fact]
    public void Scalars_HaveCodecsOfTheirOwn() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record All(
                Half A, Int128 B, UInt128? C, System.Numerics.BigInteger D, Version E, Version? F, System.Text.Rune G,
                Memory<byte> H, ArraySegment<byte> I, System.Text.Json.JsonElement J, System.Text.Json.JsonElement? K,
                System.Text.Json.Nodes.JsonNode? L, List<System.Text.Json.Nodes.JsonObject> M);
            """),
        ["PCodecs", "PCodecs.All"]);

    [Fact]
    public void Tuples_AreObjects() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record All((int X, string? Y) A, (int, string?) B, Tuple<int, Item>? C, List<KeyValuePair<string, (bool Is, int)>> D)
                : IReturns<(int X, int Y)>;

            public sealed record Item((int, Item?) Next);
            """),
        ["PCodecs", "PCodecs.ValueTupleOfInt32AndString", "PProtocol"]);

    [Fact]
    public void Polymorphic_TypesHaveCases() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record All(Shape A, List<Shape?> B, INode<int> C) : IReturns<Shape>;

            [JsonDerivedType(typeof(Circle), "circle")]
            [JsonDerivedType(typeof(Group), 7)]
            [MessagePack.Union(1, typeof(Circle))]
            public record Shape(string Name);
            public sealed record Circle(string Name, double Radius) : Shape(Name);
            public sealed record Group(string Name, IReadOnlyList<Shape> Shapes) : Shape(Name);

            [JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
            [JsonDerivedType(typeof(Leaf), "leaf")]
            public interface INode<T>;
            public readonly record struct Leaf(int X) : INode<int>;
            """),
        ["PCodecs", "PCodecs.ShapeItself"]);

    [Fact]
    public void Enums_OfAProtocolThatRefusesUnknownValues_AreClosed() => Snapshot.Verify(
        GeneratorRun.Of("""
            [Protocol("p", RefuseUnknownEnumValues = true)]
            public partial class PProtocol;
            [FromClient<PProtocol>]
            public sealed record All(Color Color);
            public enum Color { Red }
            """),
        ["PCodecs"]);

    [Fact]
    public void Nullable_ValuesAndReferences_AreOptional() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record All(
                int? A, string? B, Item? C, Point? D, Color? E, byte[]? F, ReadOnlyMemory<byte>? G,
                List<string?>? H, string[]?[] I, Dictionary<string, Item?> J)
                : IReturns<Item?>;

            public sealed record Item(int X);
            public readonly record struct Point(int X, int Y);
            public enum Color { Red }
            """),
        ["PCodecs", "PCodecs.All", "PMethods", "PProtocol"]);

    [Fact]
    public void Enums_TravelByNameAndNumber() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record All(Color Color, Access Access, Empty Empty, Outer.Color Other);

            public enum Color : ulong { Red, @event = 7, [JsonStringEnumMemberName("dark \"green\"")] Green = ulong.MaxValue }
            [Flags] public enum Access { None = 0, Read = 1, Write = 2 }
            public enum Empty;
            public static class Outer { [JsonConverter(typeof(JsonStringEnumConverter<Color>))] public enum Color { Blue } }
            """),
        ["PCodecs"]);

    [Fact]
    public void Members_GetInAsTheyCan() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed class Order
            {
                public required string Id { get; init; }
                public required string? Note { get; set; }
                [JsonRequired] public int Count { get; init; }
                public int Priority { get; set; } = 5;
                public string Channel { get; init; } = "web";
                public int Computed => Count * Priority;
                public static int Shared { get; set; }
                public int this[int index] => index;
                [JsonIgnore] public int Ignored { get; set; }
                internal int Internal { get; set; }
            }
            """),
        ["PCodecs.Order"]);

    [Fact]
    public void Structs_AreChangedByReference() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public struct Mutable { public int A { get; set; } public required string B { get; init; } public int C { get; init; } }
            """),
        ["PCodecs.Mutable"]);

    [Fact]
    public void Constructors_TakeWhatTheyName() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed class Reading
            {
                public Reading() { }

                [JsonConstructor]
                public Reading(string sensor, double value, string? unit = "C", int skipped = 4)
                {
                    Sensor = sensor;
                    Value = value;
                    Unit = unit;
                    Skipped = skipped;
                }

                public string Sensor { get; } = "";
                public double Value { get; }
                public string? Unit { get; }
                [JsonIgnore] public int Skipped { get; }
                public int Extra { get; set; }
            }
            """),
        ["PCodecs.Reading", "PClient"]);

    [Fact]
    public void RequiredMembers_OfTheConstructor_AreInitializedUnlessItSetsThem() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed class Twice
            {
                public Twice(string name) => Name = name;
                public required string Name { get; init; }
            }

            [FromClient<PProtocol>]
            public sealed class Once
            {
                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
                public Once(string name) => Name = name;
                public required string Name { get; init; }
            }
            """),
        ["PCodecs.Twice", "PCodecs.Once"]);

    [Fact]
    public void Attributes_OfOtherLibraries_AreHonoured() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            [MessagePack.MessagePackObject]
            public sealed class Keyed
            {
                [MessagePack.Key(4)] public int Last { get; set; }
                [MessagePack.Key(1), JsonPropertyName("first \"one\"")] public int First { get; set; }
                [MessagePack.IgnoreMember] public int Never { get; set; }
                [JsonIgnore(Condition = JsonIgnoreCondition.Never), MessagePack.Key(2)] public int Always { get; set; }
            }
            """),
        ["PCodecs.Keyed"]);

    [Fact]
    public void Inherited_MembersComeFirst() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            public class Base { public int A { get; init; } public virtual int B { get; set; } public int C { get; set; } }

            [FromClient<PProtocol>]
            public sealed class Derived : Base { public int D { get; set; } public override int B { get; set; } public new string? C { get; set; } }
            """),
        ["PCodecs.Derived"]);

    [Fact]
    public void Recursive_TypesReferToThemselves() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record Tree(string Name, Tree? Left, List<Tree> Children, Dictionary<string, Forest>? More);
            public sealed record Forest(Tree[] Trees);
            """),
        ["PCodecs", "PCodecs.Tree"]);

    [Fact]
    public void Generic_TypesAreNamedAfterTheirArguments() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record Pages(Page<string> Names, Page<Page<int>> Numbers);
            public sealed record Page<T>(IReadOnlyList<T> Items) { public int Total { get; init; } }
            """),
        ["PCodecs", "PCodecs.PageOfString"]);

    [Fact]
    public void Names_ThatWouldCollide_AreToldApart() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [FromClient<PProtocol>]
            public sealed record All(Item A, Outer.Item B, Members C, Odd D, OddCodec E, ITEM F);
            public sealed record Item(int X);
            public sealed record ITEM(int X);
            public static class Outer { public sealed record Item(string Y); }
            public sealed record Members(int WriteJson);
            public sealed record Odd(int X);
            public sealed record OddCodec(int X);
            """),
        ["PCodecs", "PCodecs.All"]);

    [Fact]
    public void Unannotated_ReferencesMayBeNull() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            #nullable disable
            [FromClient<PProtocol>]
            public sealed record Old(string Name, List<string> Tags, string Note = null) : IReturns<OldReply>;
            public sealed class OldReply { public string Text { get; set; } }
            """),
        ["PClient", "PCodecs.Old", "PCodecs.OldReply"]);

    [Fact]
    public void Obsolete_MembersStillTravel() => Snapshot.Verify(
        GeneratorRun.Of(Protocol + """
            [Obsolete("Use another.")]
            [FromClient<PProtocol>]
            public sealed class Old { [Obsolete] public int X { get; set; } }
            """),
        ["PCodecs.Old"]);
}

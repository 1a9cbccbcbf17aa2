using System.Text.Json;
using MessagePack;

namespace TypedWs.CompilerServices;

/// <summary>
/// Polymorphic types. JSON: the object of the case with its discriminator as first member, as System.Text.Json writes it. MessagePack: an array
/// of the discriminator and the value, as MessagePack-CSharp writes it. Readers accept either form in both formats.
/// </summary>
/// <param name="member">The name of the member with the discriminator.</param>
/// <param name="cases">Makes the cases; called late, because a case may contain the type itself.</param>
internal sealed class UnionCodec<T>(string member, Func<UnionCase<T>[]> cases) : ValueCodec<T>
{
    private const string Unknown = "expected the discriminator of a case of the type, but it is none of those known here";
    private const string Pair = "expected an array of a discriminator and a value, but it has another length";

    // Made at first use, by several threads perhaps: the tables are equal.
    private UnionTable<T>? _table;

    private UnionTable<T> Table => _table ??= new UnionTable<T>(member, cases());

    private string Missing => $"expected an object with the discriminator \"{member}\", but it has none";

    public override void WriteJson(ref JsonValueWriter writer, T value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        int index = Table.IndexOf(value);
        writer.TagNextObject(Table.JsonTags[index]);
        Table.Cases[index].WriteJson(ref writer, value);
    }

    public override T ReadJson(ref JsonValueReader reader) => reader.Peek() switch
    {
        JsonTokenType.StartObject => FindCase(reader.FindTag(Table.Member, Table.JsonTags), out string? problem) is { } found
            ? found.ReadJson(ref reader)
            : throw reader.Failure(problem!),
        JsonTokenType.StartArray => ReadPair(ref reader),
        _ => throw reader.Unexpected("an object"),
    };

    public override void WriteMessagePack(ref MessagePackValueWriter writer, T value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        int index = Table.IndexOf(value);
        writer.WriteArrayHeader(2);
        Table.MessagePackTags[index].Write(ref writer);
        Table.Cases[index].WriteMessagePack(ref writer, value);
    }

    public override T ReadMessagePack(ref MessagePackValueReader reader)
    {
        if (reader.PeekType() != MessagePackType.Map)
        {
            return ReadPair(ref reader);
        }

        return FindCase(reader.FindTag(Table.Member, Table.MessagePackTags), out string? problem) is { } found
            ? found.ReadMessagePack(ref reader)
            : throw reader.Failure(problem!);
    }

    private T ReadPair(ref JsonValueReader reader)
    {
        ArrayCursor pair = reader.ReadArray();
        if (!reader.MoveNext(ref pair))
        {
            throw reader.Failure(Pair);
        }

        UnionCase<T> found = FindCase(reader.ReadTag(Table.JsonTags), out string? problem) ?? throw reader.Failure(problem!);
        T value = reader.MoveNext(ref pair) ? found.ReadJson(ref reader) : throw reader.Failure(Pair);
        return reader.MoveNext(ref pair) ? throw reader.Failure(Pair) : value;
    }

    private T ReadPair(ref MessagePackValueReader reader)
    {
        ArrayCursor pair = reader.ReadArray();
        if (pair.Left != 2)
        {
            throw reader.Failure(Pair);
        }

        reader.MoveNext(ref pair);
        UnionCase<T> found = FindCase(reader.ReadTag(Table.MessagePackTags), out string? problem) ?? throw reader.Failure(problem!);
        reader.MoveNext(ref pair);
        T value = found.ReadMessagePack(ref reader);
        reader.MoveNext(ref pair);
        return value;
    }

    private UnionCase<T>? FindCase(int index, out string? problem)
    {
        problem = index switch
        {
            UnionTags.Absent => Missing,
            UnionTags.Unknown => Unknown,
            _ => null,
        };
        return index < 0 ? null : Table.Cases[index];
    }
}

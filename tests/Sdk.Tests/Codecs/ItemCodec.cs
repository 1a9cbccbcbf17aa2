using TypedWs.CompilerServices;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

/// <summary>As the generator writes it: positions 0, 1 and, after a gap, 3.</summary>
internal sealed class ItemCodec : ValueCodec<Item>
{
    internal static readonly ItemCodec Instance = new();

    private static readonly MemberTable Members = new(new Member("name", isRequired: true), new Member("price", isRequired: true), Member.Gap, new Member("tags"));

    private static readonly ValueCodec<Dictionary<string, int>?> Tags = Factory.NullableReference(Factory.Dictionary(Factory.Int32));

    public override void WriteJson(ref JsonValueWriter writer, Item value)
    {
        writer.WriteStartObject();
        writer.WriteName(Members, 0);
        writer.WriteString(value.Name);
        writer.WriteName(Members, 1);
        writer.WriteDecimal(value.Price);
        writer.WriteName(Members, 3);
        Tags.WriteJson(ref writer, value.Tags);
        writer.WriteEndObject();
    }

    public override Item ReadJson(ref JsonValueReader reader)
    {
        string name = default!;
        decimal price = default;
        Dictionary<string, int>? tags = null;
        ObjectCursor members = reader.ReadObject(Members);
        while (reader.MoveNext(ref members))
        {
            switch (members.Index)
            {
                case 0: name = reader.ReadString(); break;
                case 1: price = reader.ReadDecimal(); break;
                case 3: tags = Tags.ReadJson(ref reader); break;
            }
        }

        return new Item(name, price, tags);
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Item value)
    {
        writer.WriteArrayHeader(4);
        writer.WriteString(value.Name);
        writer.WriteDecimal(value.Price);
        writer.WriteNull();
        Tags.WriteMessagePack(ref writer, value.Tags);
    }

    public override Item ReadMessagePack(ref MessagePackValueReader reader)
    {
        string name = default!;
        decimal price = default;
        Dictionary<string, int>? tags = null;
        ObjectCursor members = reader.ReadObject(Members);
        while (reader.MoveNext(ref members))
        {
            switch (members.Index)
            {
                case 0: name = reader.ReadString(); break;
                case 1: price = reader.ReadDecimal(); break;
                case 3: tags = Tags.ReadMessagePack(ref reader); break;
            }
        }

        return new Item(name, price, tags);
    }
}

using TypedWs.CompilerServices;
using Factory = TypedWs.CompilerServices.Codecs;

namespace TypedWs.Tests.Codecs;

/// <summary>As the generator writes it.</summary>
internal sealed class OrderCodec : ValueCodec<Order>
{
    internal static readonly OrderCodec Instance = new();

    private static readonly MemberTable Members
        = new(new Member("customer", isRequired: true), new Member("items", isRequired: true), new Member("note"), new Member("priority"));

    private static readonly ValueCodec<IReadOnlyList<Item>> Items = Factory.ReadOnlyList(ItemCodec.Instance);
    private static readonly ValueCodec<string?> Note = Factory.NullableReference(Factory.String);

    public override void WriteJson(ref JsonValueWriter writer, Order value)
    {
        writer.WriteStartObject();
        writer.WriteName(Members, 0);
        writer.WriteString(value.Customer);
        writer.WriteName(Members, 1);
        Items.WriteJson(ref writer, value.Items);
        writer.WriteName(Members, 2);
        Note.WriteJson(ref writer, value.Note);
        writer.WriteName(Members, 3);
        writer.WriteInt32(value.Priority);
        writer.WriteEndObject();
    }

    public override Order ReadJson(ref JsonValueReader reader)
    {
        string customer = default!;
        IReadOnlyList<Item> items = default!;
        string? note = "none";
        int priority = 3;
        ObjectCursor members = reader.ReadObject(Members);
        while (reader.MoveNext(ref members))
        {
            switch (members.Index)
            {
                case 0: customer = reader.ReadString(); break;
                case 1: items = Items.ReadJson(ref reader); break;
                case 2: note = Note.ReadJson(ref reader); break;
                case 3: priority = reader.ReadInt32(); break;
            }
        }

        return new Order(customer, items, note, priority);
    }

    public override void WriteMessagePack(ref MessagePackValueWriter writer, Order value)
    {
        writer.WriteArrayHeader(4);
        writer.WriteString(value.Customer);
        Items.WriteMessagePack(ref writer, value.Items);
        Note.WriteMessagePack(ref writer, value.Note);
        writer.WriteInt32(value.Priority);
    }

    public override Order ReadMessagePack(ref MessagePackValueReader reader)
    {
        string customer = default!;
        IReadOnlyList<Item> items = default!;
        string? note = "none";
        int priority = 3;
        ObjectCursor members = reader.ReadObject(Members);
        while (reader.MoveNext(ref members))
        {
            switch (members.Index)
            {
                case 0: customer = reader.ReadString(); break;
                case 1: items = Items.ReadMessagePack(ref reader); break;
                case 2: note = Note.ReadMessagePack(ref reader); break;
                case 3: priority = reader.ReadInt32(); break;
            }
        }

        return new Order(customer, items, note, priority);
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>
/// Hashes what two builds of one contract have in common on the wire: names, kinds, senders, and the shapes of what travels.
/// Names of C# types do not count, nor does the order in which messages are declared.
/// Two builds with different fingerprints may still understand each other; nothing is refused for it.
/// </summary>
internal sealed class Fingerprint
{
    private readonly Dictionary<string, TypeModel> _types;
    private readonly Dictionary<string, int> _objects = [];
    private readonly StringBuilder _text = new();

    private Fingerprint(ContractModel contract) => _types = contract.Types.ToDictionary(static type => type.Name);

    public static string Of(ContractModel contract)
    {
        var fingerprint = new Fingerprint(contract);
        foreach (MessageModel message in contract.Messages)
        {
            fingerprint.Append(message);
        }

        using SHA256 hash = SHA256.Create();
        byte[] digest = hash.ComputeHash(Encoding.UTF8.GetBytes(fingerprint._text.ToString()));
        return string.Concat(digest.Take(8).Select(static part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private void Append(MessageModel message)
    {
        _text.Append(message.Sender).Append(' ').Append(message.Kind).Append(' ').Append(message.WireName).Append('(');
        Append(message.Type);
        _text.Append(')');
        if (message.Reply is not null)
        {
            Append(message.Reply);
        }

        if (message.Accepted is not null)
        {
            _text.Append(' ').Append(message.StreamMember).Append('<');
            Append(message.Accepted);
        }

        _text.Append('\n');
    }

    private void Append(string type)
    {
        switch (_types[type])
        {
            case PrimitiveModel primitive:
                _text.Append(primitive.Kind);
                break;
            case EnumModel enumeration:
                _text.Append("enum").Append(string.Join("|", enumeration.Members.Select(static member => $"{member.JsonName}={member.Value}")));
                break;
            case CompositeModel { Shape: CompositeShape.Sequence } sequence:
                _text.Append('*');
                Append(sequence.Element);
                break;
            case CompositeModel { Shape: CompositeShape.Map } map:
                _text.Append('%');
                Append(map.Element);
                break;
            case CompositeModel nullable:
                _text.Append('?');
                Append(nullable.Element);
                break;
            case ObjectModel model:
                Append(model);
                break;
        }
    }

    /// <summary>A type that was met before is a number: types may contain themselves.</summary>
    private void Append(ObjectModel type)
    {
        if (_objects.TryGetValue(type.Name, out int number))
        {
            _text.Append('#').Append(number);
            return;
        }

        _objects.Add(type.Name, _objects.Count);
        _text.Append('{');
        foreach (MemberModel member in type.Members)
        {
            _text.Append(member.Position).Append(member.IsRequired ? '!' : ':').Append(member.JsonName).Append(' ');
            Append(member.Type);
            _text.Append(';');
        }

        _text.Append('}');
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Names the codecs of a contract: the fields of <c>ChatCodecs</c> and the classes nested in it.</summary>
internal sealed class CodecNames
{
    /// <summary>What codecs have of their own, which a field of the surrounding class must not be mistaken for.</summary>
    private static readonly string[] Reserved =
    [
        "Members", "IsEmpty", "ReadJson", "WriteJson", "ReadMessagePack", "WriteMessagePack",
        "Equals", "ReferenceEquals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize",
    ];

    private readonly Dictionary<string, TypeModel> _types = [];
    private readonly Dictionary<string, string> _fields = [];

    // Files are named after codecs, and names of files do not tell upper from lower case.
    private readonly HashSet<string> _taken = new(Reserved, StringComparer.OrdinalIgnoreCase);

    public CodecNames(ContractModel contract)
    {
        _taken.Add(contract.Protocol.Prefix + "Codecs");
        foreach (ObjectModel type in contract.Types.OfType<ObjectModel>())
        {
            _taken.UnionWith(type.Members.Where(static member => member.Assignment == MemberAssignment.InitAccessor).Select(static member => AccessorOf(member.Name)));
            if (type.ExtensionData is { } unknown)
            {
                _taken.Add(AccessorOf(unknown.Name));
            }
        }

        foreach (IGrouping<string, TypeModel> sameName in contract.Types.GroupBy(SimpleNameOf, StringComparer.OrdinalIgnoreCase))
        {
            bool isUnique = sameName.Count() == 1;
            foreach (TypeModel type in sameName)
            {
                _types.Add(type.Name, type);
                if (type is ObjectModel or EnumModel or UnionModel)
                {
                    AddField(type, isUnique ? sameName.Key : Flatten(type.CSharp));
                }
            }
        }

        foreach (TypeModel type in ComposedTypesOf(contract))
        {
            switch (type)
            {
                case AdaptedModel adapted:
                    AddField(type, adapted.Label + NameOf(adapted.Element));
                    break;
                case CompositeModel { Shape: CompositeShape.NullableValue or CompositeShape.NullableReference } nullable:
                    AddField(type, $"Nullable{NameOf(nullable.Elements[0])}");
                    break;
                case CompositeModel composite:
                    AddField(type, $"{composite.Factory}Of{string.Join("And", composite.Elements.Select(NameOf))}");
                    break;
            }
        }
    }

    /// <summary>
    /// The types whose codecs are composed of others, each after what it is composed of. Codecs of objects exist before all of them, and polymorphic types
    /// ask for their cases late, so nothing is composed of itself.
    /// </summary>
    public static IReadOnlyList<TypeModel> ComposedTypesOf(ContractModel contract)
    {
        var left = contract.Types
            .Where(static type => type is not (ObjectModel or PrimitiveModel or ScalarModel))
            .ToDictionary(static type => type.Name);
        var ordered = new List<TypeModel>(left.Count);
        foreach (TypeModel type in contract.Types)
        {
            Place(type.Name);
        }

        return ordered;

        void Place(string name)
        {
            if (!left.TryGetValue(name, out TypeModel? type))
            {
                return;
            }

            left.Remove(name);
            foreach (string element in ElementsOf(type))
            {
                Place(element);
            }

            ordered.Add(type);
        }
    }

    /// <summary>The method that sets an init-only member.</summary>
    public static string AccessorOf(string member) => $"Set{member}";

    /// <summary>The field that holds a type's codec.</summary>
    public string FieldOf(string type) => _types[type] is ScalarModel ? ExpressionOf(type) : _fields[type];

    /// <summary>The class that is an object's codec.</summary>
    public string ClassOf(ObjectModel type) => _fields[type.Name] + "Codec";

    /// <summary>The codec as an expression.</summary>
    public string ExpressionOf(string type)
        => _types[type] is PrimitiveModel or ScalarModel ? $"{Names.Services}Codecs.{NameOf(type)}" : _fields[type];

    /// <summary>The kind of a type that readers and writers know by themselves, or null.</summary>
    public string? PrimitiveOf(string type) => (_types[type] as PrimitiveModel)?.Kind;

    private static string SimpleNameOf(TypeModel type) => type switch
    {
        ObjectModel named => Capitalize(named.SimpleName),
        EnumModel named => Capitalize(named.SimpleName),
        UnionModel named => Capitalize(named.SimpleName),
        _ => string.Empty,
    };

    private static EquatableArray<string> ElementsOf(TypeModel type) => type switch
    {
        AdaptedModel adapted => [adapted.Element],
        CompositeModel composite => composite.Elements,
        _ => [],
    };

    private static string Capitalize(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The whole name without what cannot be part of an identifier: <c>ChatContractsPresence</c>.</summary>
    private static string Flatten(string name)
        => string.Concat(name
            .Substring("global::".Length)
            .Split('.', '<', '>', ',', ' ', '@', '?', '[', ']', ':', '(', ')')
            .Where(static part => part.Length > 0)
            .Select(Capitalize));

    private string NameOf(string type) => _types[type] switch
    {
        PrimitiveModel primitive => primitive.Kind,
        ScalarModel scalar => scalar.Codec,
        _ => _fields[type],
    };

    private void AddField(TypeModel type, string proposal)
    {
        string name = proposal;
        for (int i = 2; _taken.Contains(name) || (type is ObjectModel && _taken.Contains(name + "Codec")); i++)
        {
            name = proposal + i;
        }

        _taken.Add(name);
        _fields.Add(type.Name, name);
        if (type is ObjectModel)
        {
            _taken.Add(name + "Codec");
        }
    }
}

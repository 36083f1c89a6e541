#include "sources/generated/names.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "catalog/places/place.hpp"

namespace pronto::generated {

namespace {

using list = std::span<const std::string_view>;

// Forms hold %w a word, %p a place nearby, %f a family's name, %c the city.
struct form {
  std::string_view text;
  int stars_min = 1;
  int stars_max = 5;
};

struct vocabulary {
  std::span<const form> hotels;
  list homes;  // forms
  list words;
  list places;
  list families;
};

using sv = std::string_view;

constexpr form english_hotels[]{
    {"%w Hotel"}, {"The %w", 3}, {"The %w %p", 3}, {"Hotel %w"}, {"%w Inn %p", 1, 3},
    {"%f House", 2, 4}, {"%f's Guest House", 1, 3}, {"%w Lodge", 1, 4}, {"%w Suites %p", 3},
    {"Grand %w %c", 4}, {"%w Hostel %c", 1, 1}, {"%f Arms", 2, 3}, {"%w Palace", 5}};
constexpr sv english_homes[]{"%f Cottage", "Flat %p", "%w Apartment %p", "%f House"};
constexpr sv english_words[]{
    "Riverside", "Queensbridge", "Harbour", "Oakwood", "Lantern", "Old Mill", "Crescent", "Beacon",
    "Northgate", "Swan", "Royal Oak", "Maple", "Heron", "Ashford", "Copper", "Lighthouse",
    "Parkview", "Windmill", "Kingfisher", "Juniper", "Summit", "Ivory", "Foundry", "Meadow"};
constexpr sv english_places[]{
    "by the Park", "at the Station", "on the Square", "at the Harbour", "Downtown", "Old Town",
    "Garden", "West", "Riverside", "Airport"};
constexpr sv english_families[]{
    "Harper", "Bennett", "Whitfield", "Lawson", "Morgan", "Fletcher", "Carrington", "Doyle",
    "Sinclair", "Abbott", "Holloway", "Prescott", "Mercer", "Ellis", "Thornton", "Wakefield"};

constexpr form german_hotels[]{
    {"Hotel %w"}, {"Hotel %w %p"}, {"Pension %f", 1, 3}, {"Gasthof %w", 1, 3}, {"Hotel %f", 2},
    {"%w %c", 3}, {"Stadthotel %w", 2, 4}, {"Hotel garni %f", 2, 4}, {"Parkhotel %w", 3},
    {"Grandhotel %w", 5}, {"Hostel %w", 1, 1}, {"Hotel %f %p", 2, 4}};
constexpr sv german_homes[]{"Ferienwohnung %f", "Apartment %w", "Ferienhaus %f", "Wohnung %p"};
constexpr sv german_words[]{
    "Drei Linden", "Goldener Hirsch", "Schwarzer Adler", "Alte Post", "Zur Krone", "Kastanienhof",
    "Lindenhof", "Sonnenhof", "Weißes Ross", "Zum Löwen", "Rosengarten", "Seeblick", "Morgenrot",
    "Abendstern", "Kleeblatt", "Goldener Anker", "Tannenhof", "Zur Mühle", "Grüner Baum",
    "Steinbock", "Edelweiß", "Birkenhof", "Kranich", "Schloßblick"};
constexpr sv german_places[]{
    "am Park", "am Markt", "am Bahnhof", "am Rathaus", "an der Oper", "am Fluss", "am Stadttor",
    "an der Messe", "am Dom", "am Theater", "im Hof", "am Kanal"};
constexpr sv german_families[]{
    "Schneider", "Brandt", "Vogel", "Keller", "Huber", "Wagner", "Lorenz", "Seidel", "Kaiser",
    "Bergmann", "Winkler", "Pohl", "Engel", "Haas", "Gruber", "Steiner", "Böhm", "Krämer",
    "Albrecht", "Sommer", "Ziegler", "Jäger", "Lindner", "Falk"};

constexpr form french_hotels[]{
    {"Hôtel %w"}, {"Hôtel %w %p"}, {"Hôtel de %f", 2}, {"Le %f", 3}, {"Auberge %w", 1, 3},
    {"Résidence %w", 2, 4}, {"Grand Hôtel %w", 4}, {"Relais %w", 3, 4}, {"Maison %f", 3}};
constexpr sv french_homes[]{"Appartement %f", "Studio %p", "Gîte %w", "Maison %f"};
constexpr sv french_words[]{
    "des Lilas", "du Cheval Blanc", "de la Paix", "des Tilleuls", "du Lion d'Or", "Belle Rive",
    "de l'Étoile", "du Moulin", "des Remparts", "de la Fontaine", "Beau Séjour", "du Cygne",
    "des Acacias", "du Jardin", "de la Tour", "des Arts", "Bellevue", "du Soleil"};
constexpr sv french_places[]{
    "Centre", "Gare", "Opéra", "Vieux Port", "Jardin", "Cathédrale", "Rive Gauche", "Montparc"};
constexpr sv french_families[]{
    "Moreau", "Lambert", "Chevalier", "Rousseau", "Fontaine", "Mercier", "Garnier", "Dubois",
    "Marchand", "Renaud", "Delorme", "Vasseur"};

constexpr form italian_hotels[]{
    {"Hotel %w"}, {"Albergo %w", 1, 3}, {"Hotel %w %p"}, {"Locanda %w", 2, 4},
    {"Pensione %f", 1, 3}, {"Villa %f", 3}, {"Palazzo %f", 4}, {"Residenza %w", 3},
    {"Grand Hotel %w", 4}};
constexpr sv italian_homes[]{"Casa %f", "Appartamento %w", "Casetta %f", "Appartamento %p"};
constexpr sv italian_words[]{
    "del Sole", "Bella Vista", "dei Fiori", "Tre Pini", "della Luna", "Aurora", "del Ponte",
    "Fontana", "delle Rose", "San Marco", "Stella Alpina", "del Corso", "La Torre", "Primavera",
    "degli Ulivi", "Sant'Anna", "Corallo", "Belvedere"};
constexpr sv italian_places[]{
    "al Duomo", "in Piazza", "Centro", "Stazione", "sul Fiume", "al Teatro", "Porta Nuova",
    "Giardino"};
constexpr sv italian_families[]{
    "Bianchi", "Moretti", "Conti", "Galli", "Ferrara", "Rinaldi", "Marini", "Serra", "Lombardi",
    "Vitale", "Gentile", "Barbieri"};

constexpr form spanish_hotels[]{
    {"Hotel %w"}, {"Hostal %w", 1, 2}, {"Hotel %w %p"}, {"Posada %w", 2, 3}, {"Casa %f", 2, 4},
    {"Pensión %f", 1, 2}, {"Gran Hotel %w", 4}, {"Palacio de %f", 5}, {"Hacienda %w", 3}};
constexpr sv spanish_homes[]{"Apartamento %w", "Casa %f", "Estudio %p", "Ático %w"};
constexpr sv spanish_words[]{
    "del Sol", "La Paloma", "Los Naranjos", "Mirador", "Las Palmas", "Santa Clara", "El Olivo",
    "La Estrella", "Buena Vista", "San Jorge", "La Fuente", "El Puente", "Jacaranda", "Alameda",
    "Las Flores", "La Merced", "Don Pedro", "Tres Reyes"};
constexpr sv spanish_places[]{
    "Centro", "Plaza Mayor", "Catedral", "Playa", "del Puerto", "Norte", "Estación", "Jardín"};
constexpr sv spanish_families[]{
    "Herrera", "Vega", "Morales", "Castillo", "Navarro", "Ibáñez", "Salazar", "Cordero", "Rivas",
    "Peña", "Delgado", "Núñez"};

constexpr form portuguese_hotels[]{
    {"Hotel %w"}, {"Pousada %w", 2, 4}, {"Hotel %w %p"}, {"Residencial %f", 1, 3}, {"Solar %w", 3},
    {"Quinta %w", 4}, {"Casa %f", 2, 4}, {"Palácio %w", 5}};
constexpr sv portuguese_homes[]{"Apartamento %w", "Casa %f", "Estúdio %p"};
constexpr sv portuguese_words[]{
    "do Sol", "das Flores", "Boa Vista", "da Praia", "Santa Rita", "do Rio", "Três Irmãos",
    "da Oliveira", "das Palmeiras", "Bela Vista", "do Carmo", "São Bento", "da Lua", "Azulejo",
    "do Farol", "das Laranjeiras"};
constexpr sv portuguese_places[]{"Centro", "da Baixa", "do Porto", "Praia", "Jardim", "da Sé"};
constexpr sv portuguese_families[]{
    "Almeida", "Carvalho", "Teixeira", "Moura", "Pacheco", "Fonseca", "Barros", "Azevedo",
    "Nogueira", "Freitas"};

constexpr form dutch_hotels[]{
    {"Hotel %w"}, {"Hotel %w %p"}, {"Logement %w", 1, 3}, {"Hotel %f", 2}, {"Herberg %w", 1, 3},
    {"Grand Hotel %w", 4}, {"Stadshotel %f", 2, 4}};
constexpr sv dutch_homes[]{"Appartement %w", "Woonboot %w", "Huis %f"};
constexpr sv dutch_words[]{
    "De Gouden Leeuw", "Het Anker", "De Tulp", "De Drie Molens", "De Zwaan", "Het Witte Paard",
    "De Brug", "De Lindeboom", "De Kroon", "Zeezicht", "De Sleutel", "Het Prinsenhof"};
constexpr sv dutch_places[]{
    "aan de Gracht", "bij de Markt", "Centrum", "aan het Park", "Station", "bij de Haven"};
constexpr sv dutch_families[]{
    "Van Dijk", "De Boer", "Visser", "Mulder", "Bakker", "Van Leeuwen", "Hoekstra", "Kuiper"};

constexpr form nordic_hotels[]{
    {"Hotel %w"}, {"Hotel %w %p"}, {"%w Pensionat", 1, 3}, {"Hotell %f", 2, 4}, {"Grand %w", 4},
    {"%w Gård", 3, 4}, {"%w Vandrerhjem", 1, 1}};
constexpr sv nordic_homes[]{"Stuga %w", "%w Hytte", "Lejlighed %f"};
constexpr sv nordic_words[]{
    "Fjord", "Nordlys", "Skovly", "Havblik", "Bjørk", "Solgården", "Tre Kroner", "Aurora",
    "Vinterhav", "Granly", "Kong Harald", "Strandgaard", "Midnatssol", "Fyrtårnet"};
constexpr sv nordic_places[]{"ved Havnen", "Torvet", "Sentrum", "ved Parken", "Gamle By", "Brygge"};
constexpr sv nordic_families[]{
    "Lindqvist", "Hansen", "Berg", "Sørensen", "Nyström", "Dahl", "Holm", "Ekström", "Larsen",
    "Virtanen"};

constexpr form slavic_hotels[]{
    {"Hotel %w"}, {"Hotel %w %p"}, {"Penzion %f", 1, 3}, {"Vila %w", 2, 4}, {"Hotel %f", 2, 4},
    {"Grand Hotel %w", 4}, {"Hostel %w", 1, 1}};
constexpr sv slavic_homes[]{"Apartman %w", "Apartment %f", "Kuća %f"};
constexpr sv slavic_words[]{
    "Lipa", "Zlatý Lev", "Slavia", "Jadran", "Orzeł", "Panorama", "Tri Lipy", "Modrá Hvězda",
    "Galeb", "Korona", "Dunav", "Pod Zamkiem", "Bílý Kůň", "Maslina", "Zora", "Jantar"};
constexpr sv slavic_places[]{"Centrum", "Stari Grad", "u Parku", "Most", "Staré Město", "Rynek"};
constexpr sv slavic_families[]{
    "Novák", "Kovač", "Horvat", "Dvořák", "Wiśniewski", "Petrov", "Marković", "Zieliński",
    "Popescu", "Kučera"};

constexpr form greek_hotels[]{
    {"Hotel %w"}, {"%w Studios", 1, 3}, {"Hotel %w %p"}, {"%f Rooms", 1, 2}, {"%w Palace", 4},
    {"Villa %f", 3}};
constexpr sv greek_homes[]{"Villa %f", "%w House", "Studio %w"};
constexpr sv greek_words[]{
    "Poseidon", "Athina", "Thalassa", "Helios", "Olive Tree", "Kalypso", "Ariadne", "Meltemi",
    "Delfini", "Aegli", "Nefeli", "Kyma", "Hermes", "Bougainvillea"};
constexpr sv greek_places[]{"Beach", "Plaka", "Old Town", "Harbour", "Garden", "View"};
constexpr sv greek_families[]{"Papadakis", "Nikolaou", "Georgiou", "Markakis", "Kostas", "Vlachos"};

constexpr form turkish_hotels[]{
    {"%w Otel"}, {"%w Hotel %p"}, {"%f Pansiyon", 1, 2}, {"%w Konağı", 3, 4}, {"%w Palas", 4},
    {"%f Otel", 2, 4}};
constexpr sv turkish_homes[]{"%w Daire", "%f Evi"};
constexpr sv turkish_words[]{
    "Lale", "Sultan", "Güneş", "Deniz", "Saray", "Yıldız", "Nar", "Çınar", "Kervan", "Ihlamur",
    "Mavi", "Zeytin", "Kale", "Gül"};
constexpr sv turkish_places[]{"Meydan", "Sahil", "Merkez", "Liman", "Old City", "Bahçe"};
constexpr sv turkish_families[]{"Yılmaz", "Demir", "Kaya", "Aydın", "Öztürk", "Arslan", "Polat"};

constexpr form arabic_hotels[]{
    {"%w Hotel"}, {"Al %w Hotel", 2}, {"Riad %w", 3, 4}, {"Dar %f", 2, 4}, {"%w Palace", 5},
    {"%w Residence %p", 3}, {"%w Plaza %p", 3}};
constexpr sv arabic_homes[]{"Dar %f", "%w Apartment", "%w Residence %p"};
constexpr sv arabic_words[]{
    "Jasmin", "Noor", "Marhaba", "Zahra", "Qamar", "Falcon", "Oasis", "Palm", "Yasmina", "Andalus",
    "Salam", "Amber", "Rayhan", "Waha", "Diwan", "Narjis"};
constexpr sv arabic_places[]{"Corniche", "Marina", "Medina", "City", "Garden", "Downtown"};
constexpr sv arabic_families[]{
    "Hamdan", "Mansour", "Saleh", "Farouk", "Idris", "Khalil", "Nasser", "Benali"};

constexpr form japanese_hotels[]{
    {"Hotel %w"}, {"%w Ryokan", 3}, {"Hotel %w %p"}, {"%w Inn %p", 1, 3}, {"Minshuku %f", 1, 2},
    {"Grand Hotel %w", 4}, {"旅館 %w", 3, 4}};
constexpr sv japanese_homes[]{"%w House", "Machiya %w", "%w Apartment %p"};
constexpr sv japanese_words[]{
    "Sakura", "Hinode", "Tsubaki", "Kaede", "Fuji-an", "Hoshi", "Matsuya", "Kikusui", "Yamabuki",
    "Asahi-ya", "Momiji", "Tsukimi", "Ume-no-Yado", "Hotaru"};
constexpr sv japanese_places[]{"Ekimae", "Kita", "Minami", "Higashi", "Onsen", "Garden"};
constexpr sv japanese_families[]{"Tanaka", "Yoshida", "Inoue", "Matsumoto", "Kimura", "Hayashi"};

constexpr form chinese_hotels[]{
    {"%w Hotel"}, {"%w Hotel %p"}, {"%w Inn", 1, 3}, {"Hotel %w"}, {"Grand %w %c", 4},
    {"%w Guest House", 1, 2}, {"%w酒店"}};
constexpr sv chinese_homes[]{"%w Apartment", "%w House %p"};
constexpr sv chinese_words[]{
    "Golden Lotus", "Jade Garden", "Red Lantern", "Bamboo", "Plum Blossom", "Jinlong",
    "Great Harmony", "Cloud Pavilion", "Yulan", "Silver Crane", "Moon Bridge", "Mingyue",
    "East Lake", "Crane Tower"};
constexpr sv chinese_places[]{
    "Railway Station", "People's Square", "Riverside", "East Gate", "Old Street", "Central"};
constexpr sv chinese_families[]{"Li", "Wang", "Chen", "Zhao"};

constexpr form asian_hotels[]{
    {"%w Hotel"}, {"%w Resort", 3}, {"%w Guest House", 1, 2}, {"%w Boutique Hotel", 3, 4},
    {"Baan %w", 2, 4}, {"The %w %p", 4}, {"%w Inn %p", 1, 3}, {"%w Villas", 4}};
constexpr sv asian_homes[]{"%w House", "%w Condo %p", "Rumah %w"};
constexpr sv asian_words[]{
    "Lotus", "Orchid", "Frangipani", "Coconut Grove", "Siam Garden", "Mekong", "Rice Field",
    "Golden Temple", "Lemongrass", "Sunrise", "Tamarind", "Banyan Leaf", "Pearl", "Bintang",
    "Hoa Sen", "Elephant"};
constexpr sv asian_places[]{
    "Riverside", "Old Town", "Beach", "Central", "Night Market", "Lakeside"};
constexpr sv asian_families[]{"Nguyen", "Somchai", "Santos", "Wijaya"};

constexpr form indian_hotels[]{
    {"Hotel %w"}, {"Hotel %w %p"}, {"%w Residency", 2, 4}, {"%w Palace", 4},
    {"%f Guest House", 1, 2}, {"%w Grand", 3}, {"Haveli %w", 3, 4}, {"The %w", 4}};
constexpr sv indian_homes[]{"%w Homestay", "%f Cottage"};
constexpr sv indian_words[]{
    "Ashoka", "Lotus", "Raj Mahal", "Shanti", "Himalaya", "Mayur", "Chandra", "Gulmohar", "Ganga",
    "Sagar", "Tulsi", "Kamal", "Surya", "Banyan"};
constexpr sv indian_places[]{"Station Road", "Lake View", "Central", "Fort", "Bazaar", "Garden"};
constexpr sv indian_families[]{"Sharma", "Patel", "Nair", "Mehta", "Fernandes", "Perera"};

// In the order of `flavour`.
constexpr std::array<vocabulary, flavour_count> vocabularies{{
    {english_hotels, english_homes, english_words, english_places, english_families},
    {german_hotels, german_homes, german_words, german_places, german_families},
    {french_hotels, french_homes, french_words, french_places, french_families},
    {italian_hotels, italian_homes, italian_words, italian_places, italian_families},
    {spanish_hotels, spanish_homes, spanish_words, spanish_places, spanish_families},
    {portuguese_hotels, portuguese_homes, portuguese_words, portuguese_places,
     portuguese_families},
    {dutch_hotels, dutch_homes, dutch_words, dutch_places, dutch_families},
    {nordic_hotels, nordic_homes, nordic_words, nordic_places, nordic_families},
    {slavic_hotels, slavic_homes, slavic_words, slavic_places, slavic_families},
    {greek_hotels, greek_homes, greek_words, greek_places, greek_families},
    {turkish_hotels, turkish_homes, turkish_words, turkish_places, turkish_families},
    {arabic_hotels, arabic_homes, arabic_words, arabic_places, arabic_families},
    {japanese_hotels, japanese_homes, japanese_words, japanese_places, japanese_families},
    {chinese_hotels, chinese_homes, chinese_words, chinese_places, chinese_families},
    {asian_hotels, asian_homes, asian_words, asian_places, asian_families},
    {indian_hotels, indian_homes, indian_words, indian_places, indian_families},
}};

const vocabulary& vocabulary_of(const market& where) {
  return vocabularies[static_cast<std::size_t>(where.names)];
}

std::string fill(std::string_view text, const market& where, random_stream& dice) {
  const vocabulary& from = vocabulary_of(where);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    switch (text[++i]) {
      case 'w': out += dice.pick(from.words); break;
      case 'p': out += dice.pick(from.places); break;
      case 'f': out += dice.pick(from.families); break;
      default: out += where.city->name; break;
    }
  }
  return out;
}

}  // namespace

std::string hotel_name(const market& where, int stars, random_stream& dice) {
  const auto& forms = vocabulary_of(where).hotels;
  // Every language has a form for all stars, so this ends.
  while (true) {
    const form& chosen = dice.pick(forms);
    if (chosen.stars_min <= stars && stars <= chosen.stars_max)
      return fill(chosen.text, where, dice);
  }
}

std::string home_name(const market& where, random_stream& dice) {
  return fill(dice.pick(vocabulary_of(where).homes), where, dice);
}

std::string hotel_code(const market& where, std::uint64_t number) {
  std::string code;
  for (const char c : fold(where.city->name))
    if (code.size() < 3 && 'a' <= c && c <= 'z') code += static_cast<char>(c - 'a' + 'A');
  code.resize(3, 'X');
  std::string digits = std::to_string(number);
  digits.insert(0, digits.size() < 5 ? 5 - digits.size() : 0, '0');
  return code + '-' + digits;
}

}  // namespace pronto::generated

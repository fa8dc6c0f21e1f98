/** Given and family names that go together, by where they are at home. */
export interface NamePool {
	firstNames: readonly [string, ...string[]];
	lastNames: readonly [string, ...string[]];
}

const words = (text: string) => text.split(' ') as [string, ...string[]];

export const namePools: readonly [NamePool, ...NamePool[]] = [
	{
		firstNames: words('Emma Olivia Grace Hannah Thomas James Oliver Henry Ruby Jack Alice Samuel'),
		lastNames: words('Smith Taylor Walker Hughes Bennett Morgan Fletcher Hayes Cooper Palmer Reid Lawson'),
	},
	{
		firstNames: words('Jürgen Käthe Lukas Anneliese Björn Sören Friederike Matthias Jörg Heike Nele Till'),
		lastNames: words('Müller Schröder Weiß Krüger Jäger Böhm Vogel Lehmann Köhler Brandt Günther Schäfer'),
	},
	{
		firstNames: words('Élodie François Chloé Hélène Jérôme Zoé Benoît Maëlle Théo Céline Luc Anaïs'),
		lastNames: words('Lefèvre Dubois Bérard Moreau Garçon Château Rousseau Faure Noël Lemaître Girard Besançon'),
	},
	{
		firstNames: words('José María Íñigo Lucía Andrés Begoña Álvaro Inés Joaquín Sofía Raúl Ximena'),
		lastNames: words('García Muñoz Núñez Pérez Ibáñez Gutiérrez Castaño Vázquez Peña Domínguez Ortiz Cañas'),
	},
	{
		firstNames: words('Agnieszka Łukasz Małgorzata Paweł Zofia Stanisław Grażyna Michał Kasia Wojciech Iga Jan'),
		lastNames: words('Kowalska Wiśniewski Dąbrowski Wójcik Zieliński Szymańska Woźniak Kozłowski Śliwa Żak Górski'),
	},
	{
		firstNames: words('Åsa Øystein Søren Ingrid Bjørn Märta Håkon Astrid Freja Nils Sólveig Linnéa'),
		lastNames: words('Ångström Sørensen Bergström Østby Lindqvist Dahl Håkansson Nygård Jónsdóttir Ekström Mæland'),
	},
	{
		firstNames: words('Beatriz João Inês Tomás Conceição Gonçalo Leonor Nuno Luísa Estêvão Mafalda Rui'),
		lastNames: words('Gonçalves Simões Araújo Magalhães Conceição Falcão Mendonça Teixeira Brandão Leitão Guimarães'),
	},
	{
		firstNames: words('Zeynep Çağla Emre İpek Oğuz Gülşen Şükrü Barış Ayşe Tuğba Ümit Deniz'),
		lastNames: words('Yılmaz Şahin Öztürk Çelik Aydın Güneş Kılıç Doğan Erdoğdu Koç Yıldız Aksoy'),
	},
	{
		firstNames: words('Eliška Ondřej Žofie Jiří Šárka Tomáš Zdeněk Kateřina Vojtěch Anežka Matěj Lenka'),
		lastNames: words('Novák Dvořák Černá Procházka Šťastný Růžička Kučera Říha Veselý Hájková Němec Sýkora'),
	},
	{
		firstNames: words('Priya Arjun Ananya Rohan Meera Vikram Kavya Nikhil Ishaan Lakshmi Aditi Sanjay'),
		lastNames: words('Sharma Iyer Patel Reddy Banerjee Nair Kapoor Chatterjee Gupta Menon Desai Rao'),
	},
	{
		firstNames: words('Yuki Haruto Sakura Ren Aoi Kenji Mei Takumi Hana Sota Emi Daichi'),
		lastNames: words('Tanaka Suzuki Watanabe Kobayashi Yamamoto Nakamura Sato Ito Mori Hayashi Fujita Ōno'),
	},
	{
		firstNames: words('Chidi Amara Kwame Zainab Thabo Nomvula Tunde Ayana Sefu Makena Fatou Ousmane'),
		lastNames: words('Okafor Adeyemi Mensah Diallo Nkosi Mwangi Traoré Abebe Banda Owusu Kamau Sarr'),
	},
	{
		firstNames: words('Minh Linh Thảo Đức Hương Tuấn Ngọc Quân Phượng Bảo Hạnh Khánh'),
		lastNames: words('Nguyễn Trần Phạm Đặng Bùi Hồ Võ Đỗ Dương Lý Vũ Trịnh'),
	},
	{
		firstNames: words('Layla Omar Yasmin Karim Nour Tariq Salma Hassan Rania Ziad Amina Faisal'),
		lastNames: words('Haddad Mansour Khalil Nasser Farouk Rahman Aziz Saleh Hamdan Qasim Bakr Jaber'),
	},
];

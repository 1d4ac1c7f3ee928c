"""Names that nobody bears together: given names as common as in England, family names plainly made up.

Both follow national-like curves (the commonest family name about 1.3 in 100, the first hundred 28, the first thousand
54): a search that must tell two children of one name apart meets them as often as it would in life.
"""

import bisect
import functools
import itertools
import random
from collections.abc import Sequence

GIRLS = (
    "Olivia Amelia Isla Ava Lily Ivy Freya Florence Isabella Mia Willow Evie Sienna Grace Sophia Poppy Elsie Emily Ella "
    "Rosie Evelyn Phoebe Daisy Sofia Maya Ruby Harper Alice Millie Charlotte Sophie Isabelle Luna Matilda Eva Maryam "
    "Penelope Erin Robyn Aisha Jessica Eliza Bonnie Ada Thea Violet Chloe Aria Layla Emma Zara Lottie Orla Hallie Nancy "
    "Margot Imogen Arabella Ellie Hannah Maeve Eleanor Aurora Lucy Molly Lola Amber Anna Holly Lara Beatrice Martha Zoe "
    "Fatima Abigail Mila Heidi Scarlett Georgia Esme Amina Summer Darcie Maisie Skye Nora Niamh Edith Hazel Eden Iris "
    "Rose Leah Bella Harriet Julia Maria Elizabeth Victoria Katie Megan Bethany Khadija Safiya Anaya Aaliyah Priya Simran "
    "Zainab Hafsa Ayla Inaya Noor Yasmin Leila Nadia Ania Zofia Hanna Oliwia Lena Antonina Gabriela Ioana Elena Daria "
    "Milena Ifeoma Chiamaka Adaeze Temitope Folake Amara Abena Efua Nia Zuri Thandiwe Mei Lin Xin Hana Yuna Sakura Linh "
    "Catherine Rebecca Rachel Sarah Natasha Danielle Chelsea Gemma Kelly Stacey Tracey Karen Susan Jacqueline Deborah "
    "Kayleigh Paige Shannon Courtney Tamara Bronwen Carys Cerys Sian Rhiannon Ffion Eilidh Catriona Aoife Roisin Saoirse"
).split()
BOYS = (
    "Noah Muhammad George Oliver Leo Arthur Luca Theodore Oscar Freddie Archie Theo Alfie Jack Charlie Henry Jacob Thomas "
    "Harry William Arlo Reuben Roman Finley Jude Lucas James Albie Isaac Teddy Alexander Max Mason Adam Louie Rory Edward "
    "Reggie Joshua Hugo Elijah Tommy Joseph Logan Ethan Benjamin Jaxon Daniel Ezra Mohammed Samuel Hunter Sebastian Zachary "
    "Toby Albert Rowan Carter Caleb Harrison Ralph Frederick Kai Stanley Gabriel David Ronnie Dylan Felix Riley Yusuf "
    "Grayson Ibrahim Michael Jasper Blake Nathan Matthew Ali Bobby Frankie Otis Ellis Elliot Musa Jesse Luke Myles Brody "
    "Robert Stephen Christopher Andrew Anthony Kevin Darren Wayne Lee Craig Scott Ryan Aaron Callum Connor Liam Jordan "
    "Kieran Cameron Bradley Jake Lewis Owen Rhys Gareth Huw Ieuan Tomos Alun Angus Fergus Hamish Cormac Eoin Oisin Declan "
    "Ahmed Hassan Hamza Omar Bilal Zain Ayaan Rayyan Idris Khalid Tariq Imran Arjun Rohan Dev Veer Aarav Kabir Jaspreet "
    "Harpreet Jakub Filip Szymon Antoni Kacper Mateusz Andrei Ionut Stefan Matei Chidi Emeka Obinna Tunde Kwame Kofi Ade "
    "Sefu Tendai Wei Jun Hao Minh Kenji Haruto Philip Richard Simon Timothy Jonathan Dominic Vincent Leonard Ronald"
).split()
SECONDS = (
    "Mae Rose Grace Louise Jane May Anne Marie Lee James John Ray Jay Jo Faith Hope Belle Leigh Jack Thomas".split()
)
FRONTS = (
    "Test Mock Sample Example Trial Dummer Fiction Invent Pretend Model Specimen Pattern Sham Notion Mimic Copy Feign Draft "
    "Proof Demon Placehold Sketch Replica Phantom Facsim Makebel Seeming Would Never Nowhere Nobody Noname Stand Imagin "
    "Fable Fancy Puppet Paper Cardboard Scenario Rehears Practise Dryrun Fixture Figment Simul Tryout Madeup Quasi Pseudo"
).split()
MIDDLES = (
    "",
    "er",
    "en",
    "ing",
    "le",
    "a",
    "o",
    "el",
    "ard",
    "is",
    "um",
    "in",
    "et",
    "al",
    "ow",
    "y",
    "ess",
    "and",
    "or",
)
ENDS = (
    "wick bury ford wood ham ton ley thorpe by well combe worth stead field more ridge croft dale gate hurst land shaw "
    "stone water brook beck holm cote den mere side bridge church cliff cross down fold garth grove hall head hill hope "
    "house lake marsh mill moor mount path pool rigg row slade stock stow street thwaite tree vale view wall way wold yard"
).split()

GIVEN_OFFSET, FAMILY_OFFSET = 9, 8


@functools.cache
def family_names() -> tuple[str, ...]:
    """About 57,000 family names, the commonest first; an order without meaning, the same for ever."""
    made = [f"{front}{middle}{end}" for front, middle, end in itertools.product(FRONTS, MIDDLES, ENDS)]
    shuffled = random.Random("family names")  # noqa: S311 - invented people, no secret
    shuffled.shuffle(made)
    return tuple(dict.fromkeys(made))


@functools.cache
def _curve(length: int, offset: int) -> list[float]:
    return list(itertools.accumulate(1 / (rank + offset) for rank in range(1, length + 1)))


def _pick(chance: random.Random, names: Sequence[str], offset: int) -> str:
    curve = _curve(len(names), offset)
    return names[bisect.bisect_left(curve, chance.random() * curve[-1])]


def family_name(chance: random.Random) -> str:
    """A family name, or in 4 of 100 two joined by a hyphen."""
    name = _pick(chance, family_names(), FAMILY_OFFSET)
    if chance.random() < 0.04:
        return f"{name}-{_pick(chance, family_names(), FAMILY_OFFSET)}"
    return name


def given_name(chance: random.Random, sex: str) -> str:
    """A first name for a sex; double in 8 of 100 girls and 3 of 100 boys."""
    names, double = (GIRLS, 0.08) if sex == "female" else (BOYS, 0.03)
    name = _pick(chance, names, GIVEN_OFFSET)
    return f"{name}-{chance.choice(SECONDS)}" if chance.random() < double else name

"""First names that tell whether somebody is spoken of as “he” or as “she”."""

from __future__ import annotations

from quizapp.domain.generation.reading.wordlists import word_set

_MEN = word_set(
    """
    Aaron Abdullah Adam Ahmed Alan Albert Alexander Alfred Ali Andrew Anthony Antonio Arthur
    Benjamin Bernard Brian Carl Carlos Charles Christopher Daniel David Dennis Diego Dmitry Donald
    Douglas Duncan Edgar Edmund Edward Edwin Eric Ernest Fernando Francesco Franz Frederick
    Friedrich Geoffrey George Gerald Giovanni Giuseppe Gordon Graham Gregory Gustav Hans Harold
    Harry Heinrich Henri Henry Herbert Howard Hugh Hugo Ibrahim Isaac Ivan Jack Jacob Jacques James
    Jeffrey Jeremy Johann John Jonathan Joseph Joshua Juan Karl Keith Kenneth Kevin Klaus Lars
    Lawrence Leonard Louis Lucas Luis Magnus Marco Mark Martin Matthew Michael Miguel Mohammed
    Muhammad Nathaniel Neil Nicholas Nigel Norman Olaf Oliver Oscar Oskar Otto Pablo Patrick Paul
    Pavel Pedro Peter Philip Pierre Raymond Richard Robert Roger Roland Ronald Samuel Sergei Simon
    Stanley Stephen Steven Stuart Sven Theodore Thomas Timothy Tobias Tom Victor Vincent Vladimir
    Walter Werner Wilhelm William Wolfgang
    """
)
_WOMEN = word_set(
    """
    Abigail Ada Agnes Aisha Alice Amanda Amelia Amy Angela Anita Anna Anne Annie Barbara Beatrice
    Bertha Bridget Carla Carmen Caroline Catherine Cecilia Charlotte Christina Christine Clara
    Claudia Daisy Deborah Diana Dora Doris Dorothy Edith Eleanor Elena Elisabeth Elizabeth Ella
    Ellen Elsa Emily Emma Erika Ernestine Esther Ethel Eva Fatima Fiona Florence Frances Frida
    Frieda Gabriela Geraldine Gertrude Gisela Grace Greta Hannah Harriet Heather Hedda Hedwig Heidi
    Helen Helena Helga Henrietta Hilda Ida Ingrid Irene Iris Isabel Isabella Isabelle Jane Janet
    Jennifer Jessica Joan Johanna Josephine Judith Julia Juliet Karin Katarina Kate Katharina
    Katherine Kathleen Kirsten Laura Leila Linda Lisa Louisa Louise Lucia Lucy Lydia Mabel Magdalena
    Margaret Margarethe Maria Marianne Marie Marion Marta Martha Mary Matilda Maud Mildred Millicent
    Miriam Monica Monika Nancy Natalia Natasha Nina Nora Olga Olivia Patricia Paula Pauline Penelope
    Petra Philippa Phoebe Priscilla Rachel Rebecca Rosa Rosalind Rose Ruth Sally Samantha Sandra
    Sarah Sofia Sonia Sophia Sophie Stella Susan Susanna Svetlana Sybil Sylvia Tamara Tatiana Teresa
    Theresa Ulrike Ursula Valentina Valerie Vera Veronica Victoria Viola Wilhelmina Winifred Yvonne
    Zoe
    """
)


def sex_of(name: str) -> str:
    """Return “he” or “she” as the first of several words of a name tells, or nothing."""
    first, *others = name.split()
    if not others:
        return ""
    return "he" if first in _MEN else "she" if first in _WOMEN else ""
